package cn.tongban.sandbox.provincearchive;

import cn.tongban.sandbox.wire.WireFile;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Takes files: those of a case that is there, whole, and each number once. */
final class Uploads {
    private final FileBook files;
    private final ArchiveBook cases;

    Uploads(FileBook files, ArchiveBook cases) {
        this.files = files;
        this.cases = cases;
    }

    /** The receipt number is the file's. */
    ArchiveBook.Taken take(JsonNode row, @Nullable WireFile file) {
        String fileNo = row.path("fileNo").asText("");
        if (fileNo.isEmpty() || file == null) {
            return ArchiveBook.Taken.no("1", "缺少 fileNo 或文件");
        }
        if (file.size() != row.path("fileSize").asLong(-1) || !file.sm3().equals(row.path("fileSm3").asText())) {
            return ArchiveBook.Taken.no("1", "文件与摘要不符");
        }
        if (cases.batches(row.path("projectNo").asText()).isEmpty()) {
            return ArchiveBook.Taken.no("404", "办件不存在");
        }
        return files.find(fileNo).map(kept -> kept.sm3().equals(file.sm3())
                        ? new ArchiveBook.Taken("0", "已存在", "repeat", kept.fileId())
                        : ArchiveBook.Taken.no("1", "该编号已用于其他文件"))
                .orElseGet(() -> new ArchiveBook.Taken("0", "", "created", files.take(row, file).fileId()));
    }

    /** What is wrong with a row of a material that names a file; empty when nothing is. */
    String fault(JsonNode row) {
        String id = row.path("attachId").asText("");
        String sm3 = row.path("attachSm3").asText("");
        if (id.isEmpty() && sm3.isEmpty()) {
            return "";
        }
        return files.has(row.path("projectNo").asText(), id, sm3) ? "" : "附件未上传";
    }
}
