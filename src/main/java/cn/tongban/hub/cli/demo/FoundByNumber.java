package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Somebody stands at the desk with an ID card: the case is found, though the number is stored nowhere in clear. */
final class FoundByNumber implements Chapter {
    @Override
    public void tell(Stage stage) {
        String caseNo = stage.cases().number(0);
        JsonNode found = stage.api(
                "searches",
                Stage.object().put("kind", "id-number").put("value", StoryCases.CONTACT_ID));
        boolean there = found.path("hits").findValuesAsText("id").contains(caseNo);
        stage.require(there, "case " + caseNo + " among the hits", found.path("hits").size());
        stage.narrator().step("demo.found", found.path("hits").size());
        stage.narrator().look("curl -s -H \"$T\" $H/searches/" + found.path("id").asText());
    }
}
