package cn.tongban.hub.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Bad input gets an answer with the exact place and without the value. */
final class WrongNumber implements Chapter {
    private static final int CASE = 2;

    @Override
    public void tell(Stage stage) {
        Stage.DeskAnswer refused = stage.handIn(stage.cases().withWrongNumber(CASE));
        JsonNode problem = refused.json();
        String place = problem.at("/places/0/pointer").asText();
        stage.require(refused.status() == 422 && place.equals("/contact/certNo"), "422 /contact/certNo", place);
        stage.narrator().step("demo.wrong-number", problem.path("code").asText(), place);
        stage.narrator().line(problem.path("detail").asText());
        stage.narrator().line(problem.path("detailEn").asText());
    }
}
