package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The catalogue comes down; a pair that differs stops its cases until the province has corrected it (四统一). */
final class UnifiedItems implements Chapter {
    private static final int CASE = 7;
    private static final String CITY = StoryCases.PERMIT;
    private static final String DISTRICT = "11610700Y00000024F4000118999000";
    private static final String DIFFERENCE = "promiseDay";
    private static final int PROMISED = 10;

    @Override
    public void tell(Stage stage) {
        JsonNode comparison = stage.await("the item catalogue", "items/comparisons", seen -> seen.path(0).path("same")
                .asBoolean()).path(0);
        stage.narrator().step("demo.items.down", comparison.at("/theirs/count").asInt());
        stage.narrator().look("./hub items");
        refused(stage);
        stage.publish(DISTRICT, asTheCity(stage));
        awaitPair(stage, "UNIFIED");
        ObjectNode wish = stage.cases().permit(CASE);
        stage.handInWell(wish);
        stage.narrator().step("demo.items.corrected", wish.path("caseNo").asText());
        stage.narrator().look("./hub items " + DISTRICT);
    }

    private static void refused(Stage stage) {
        if (!pair(stage.api("items/" + DISTRICT)).equals("DIFFERENT")) {
            stage.publish(DISTRICT, Stage.object().put(DIFFERENCE, PROMISED - 3));
            awaitPair(stage, "DIFFERENT");
        }
        // A node may go by what it saw a second ago.
        Stage.DeskAnswer refused = stage.awaitSeen("a refusal", () -> Optional.of(
                stage.handIn(stage.cases().permit(CASE - 1))).filter(answer -> answer.status() == 422));
        JsonNode problem = refused.json();
        stage.require(problem.path("code").asText().equals("item-not-unified"), "item-not-unified", problem.path("code"));
        stage.narrator().step("demo.items.refused", problem.path("code").asText(), problem.at("/places/0/pointer").asText());
        stage.narrator().line(problem.path("detail").asText());
        stage.narrator().line(problem.at("/places/0/detail").asText());
        stage.narrator().look("./hub items --unification");
    }

    private static void awaitPair(Stage stage, String status) {
        stage.await("pair of " + DISTRICT + " " + status, "items/" + DISTRICT, seen -> pair(seen).equals(status));
    }

    private static String pair(JsonNode item) {
        return item.at("/pairs/0/status").asText();
    }

    /** What the two say differently, as the city says it. */
    private static ObjectNode asTheCity(Stage stage) {
        ObjectNode fields = Stage.object().put(DIFFERENCE, PROMISED);
        fields.set("materials", stage.published(CITY).path("materials"));
        return fields;
    }
}
