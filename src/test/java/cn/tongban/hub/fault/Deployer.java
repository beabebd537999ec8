package cn.tongban.hub.fault;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** An engineer who deploys to a hub over its API. */
final class Deployer {
    private static final Map<String, String> REASON = Map.of("reason", "test");

    private final HubApi api;

    Deployer(HubProcess hub) {
        this.api = new HubApi(hub);
    }

    /** Brings a bundle; nothing is put to work. */
    void bring(BundleFiles files) {
        api.send("POST", "/api/v1/bundles", "application/zip", BundleArchive.pack(files));
    }

    /** Returns when the hub says that it is at work. */
    JsonNode deploy(String digest) {
        return api.send("POST", "/api/v1/bundles/" + digest + "/deploy", REASON);
    }

    JsonNode rollback(String from) {
        return api.send("POST", "/api/v1/bundles/" + from + "/rollback", REASON);
    }

    String active() {
        return current().at("/deployment/digest").asText();
    }

    /** The active deployment and what each node runs. */
    JsonNode current() {
        return api.get("/api/v1/deployments/current");
    }
}
