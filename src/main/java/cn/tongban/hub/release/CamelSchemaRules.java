package cn.tongban.hub.release;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Routes, policies and templates of Kamelets against the schema of Camel's YAML DSL. */
final class CamelSchemaRules {
    private final BundleView view;
    private final FindingList findings;

    CamelSchemaRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    void check() {
        for (String path : view.files().paths("routes/", RouteFile.SUFFIX)) {
            YamlNode.read(view.files(), path, findings)
                    .ifPresent(root -> CamelSchema.check(root.json(), root, findings));
        }
        view.kamelets().values().forEach(kamelet -> kamelet.root().at("spec", "template", "from").ifPresent(from -> {
            // A template is a route without its name: the schema knows it as an entry of its own.
            ArrayNode steps = JsonNodeFactory.instance.arrayNode();
            steps.addObject().set("from", from.json());
            CamelSchema.check(steps, kamelet.root().at("spec", "template").orElseThrow(), findings);
        }));
    }
}
