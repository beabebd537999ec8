package cn.tongban.hub.flow;

import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.connector.Sm3;
import cn.tongban.hub.material.MaterialKinds;
import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.support.Digests;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.util.List;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Looks at all files of a document before the document is recorded: a case whose papers are not what its sender says is
 * refused whole, while the sender still has it.
 */
final class SourceFiles {
    private SourceFiles() {}

    /**
     * @throws HubException MATERIALS_TOO_MANY, MATERIALS_TOO_LARGE, MATERIAL_TOO_LARGE, MATERIAL_EMPTY,
     *     MATERIAL_DIGEST_WRONG, a name or a kind that is not taken in, or CONTRACT_VIOLATION; the place says which file
     */
    static void check(List<SourceFile> files, MaterialSettings limits) {
        if (files.size() > limits.maxCount()) {
            throw new HubException(ErrorCode.MATERIALS_TOO_MANY, Integer.toString(limits.maxCount()));
        }
        if (files.stream().mapToLong(SourceFile::atLeast).sum() > limits.maxCase()) {
            throw new HubException(ErrorCode.MATERIALS_TOO_LARGE, limits.maxCase() + " bytes");
        }
        for (int i = 0; i < files.size(); i++) {
            try {
                check(files.get(i), limits);
            } catch (HubException e) {
                throw at(e, "/files/" + i);
            }
        }
    }

    private static void check(SourceFile file, MaterialSettings limits) {
        byte[] bytes = file.bytes();
        if (bytes.length == 0) {
            throw new HubException(ErrorCode.MATERIAL_EMPTY);
        }
        if (bytes.length > limits.maxFile()) {
            throw new HubException(ErrorCode.MATERIAL_TOO_LARGE, limits.maxFile() + " bytes");
        }
        announced(file.sm3(), Sm3.hex(bytes));
        announced(file.sha256(), Digests.hex(Digests.sha256(bytes)));
        MaterialName.read(MaterialName.NAME_HEADER, MaterialName.encode(file.name()));
        String name = MaterialName.read(MaterialName.FILE_HEADER, MaterialName.encode(file.fileName()));
        try (SeekableInMemoryByteChannel look = new SeekableInMemoryByteChannel(bytes)) {
            MaterialKinds.check(look, file.mediaType().isEmpty() ? null : file.mediaType(), name, limits.types());
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "looking at bytes in memory", e);
        }
    }

    private static void announced(String announced, String found) {
        if (!announced.isEmpty() && !announced.strip().equalsIgnoreCase(found)) {
            throw new HubException(ErrorCode.MATERIAL_DIGEST_WRONG);
        }
    }

    private static HubException at(HubException e, String file) {
        List<Place> places = e.places().isEmpty()
                ? List.of(new Place(file, e.code().code(), "this file is not taken in"))
                : e.places().stream().map(place -> new Place(file + ":" + place.pointer(), place.rule(), place.detail())).toList();
        return new HubException(e.code(), e.subject(), places);
    }
}
