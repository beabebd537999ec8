package cn.tongban.hub.connector;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of files that a material can be, each with its media type and the endings that a name may have. */
public enum MaterialType {
    PDF("application/pdf", "pdf"),
    OFD("application/ofd", "ofd"),
    JPG("image/jpeg", "jpg", "jpeg"),
    PNG("image/png", "png"),
    TIF("image/tiff", "tif", "tiff"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    XML("application/xml", "xml"),
    ZIP("application/zip", "zip");

    private final String mediaType;
    private final List<String> endings;

    MaterialType(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether a name says that it is such a file; a name without an ending says nothing wrong. */
    public boolean fits(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 || endings.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    public static Optional<MaterialType> ofMediaType(String mediaType) {
        return Stream.of(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
    }
}
