package cn.tongban.hub.flow;

import cn.tongban.hub.connector.MaterialSettings;
import cn.tongban.hub.intake.CaseEntry;
import cn.tongban.hub.material.MaterialFacts;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads from a canonical document what it means for the materials of its case. */
final class MaterialEntries {
    static final String SUPPLIED = "material.supplied";

    private MaterialEntries() {}

    /** @param stored the bytes that came with it, null when only the fact is told */
    static CaseEntry.Supply of(JsonNode canonical, @Nullable StoredUpload stored, MaterialSettings limits) {
        MaterialFacts facts = new MaterialFacts(
                CaseEntries.text(canonical, "name"),
                canonical.path("fileName").asText(""),
                stored == null ? canonical.path("sha256").asText("") : stored.content().sha256(),
                stored == null ? canonical.path("sm3").asText("") : stored.content().sm3());
        return new CaseEntry.Supply(
                CaseEntries.text(canonical, "materialId"),
                stored == null ? null : stored.blob().hex(),
                stored == null ? canonical.path("size").asLong(0) : stored.content().size(),
                stored == null ? canonical.path("mediaType").asText("") : stored.type().mediaType(),
                CaseEntries.text(canonical, "getType"),
                CaseEntries.time(canonical, "suppliedAt"),
                facts,
                limits.maxCount(),
                limits.maxCase());
    }
}
