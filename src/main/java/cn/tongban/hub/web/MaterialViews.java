package cn.tongban.hub.web;

import cn.tongban.hub.material.Materials;
import cn.tongban.hub.material.StoredMaterial;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.stereotype.Component;

/** Materials for eyes that do not need the names. */
@Component
public class MaterialViews {
    private static final String DOCUMENT = "material.supplied";

    private final Materials materials;
    private final BundleAtWork bundle;

    MaterialViews(Materials materials, BundleAtWork bundle) {
        this.materials = materials;
        this.bundle = bundle;
    }

    public List<MaterialView> of(String caseNo) {
        return materials.ofCase(caseNo).stream().map(this::masked).toList();
    }

    private MaterialView masked(StoredMaterial material) {
        ObjectNode names = JsonNodeFactory.instance.objectNode();
        names.put("name", material.facts().name()).put("fileName", material.facts().fileName());
        JsonNode shown = bundle.parts().personal().masked(DOCUMENT, names);
        return new MaterialView(material.materialId(), material.version(), shown.path("name").asText(),
                shown.path("fileName").asText(), material.mediaType(), material.size(), material.getType(),
                material.status(), material.suppliedAt(), material.messageId(), material.blob().isPresent());
    }
}
