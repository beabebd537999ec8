package cn.tongban.hub.web;

import cn.tongban.hub.material.MaterialName;
import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.StoredMaterial;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.stereotype.Component;

/** Writes the bytes of a material into an answer, piece by piece, as a file that no browser shows by itself. */
@Component
class MaterialDownload {
    private static final int PIECE = 64 * 1024;

    private final Materials materials;

    MaterialDownload(Materials materials) {
        this.materials = materials;
    }

    /**
     * @return false when the transfer broke off
     * @throws HubException MATERIAL_UNKNOWN before anything was written
     */
    boolean write(StoredMaterial material, HttpServletResponse response) {
        try (InputStream in = materials.read(material)) {
            byte[] piece = new byte[PIECE];
            int read = in.read(piece);
            head(material, response);
            OutputStream out = response.getOutputStream();
            for (; read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
            }
            out.flush();
            return true;
        } catch (IOException e) {
            if (!response.isCommitted()) {
                response.reset();
                throw new HubException(ErrorCode.MATERIAL_UNKNOWN, material.materialId(), e);
            }
            // The announced length is not reached, so the reader knows, too.
            return false;
        }
    }

    private static void head(StoredMaterial material, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(material.mediaType());
        response.setContentLengthLong(material.size());
        String name = MaterialName.encode(material.facts().fileName().isEmpty()
                ? material.materialId() : material.facts().fileName());
        response.setHeader("Content-Disposition", "attachment; filename*=UTF-8''" + name);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
