package cn.tongban.hub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListeningTest {
    private static final String HEAD = """
            id: toy
            name: {zh: 玩具, en: Toy}
            owner: {zh: 测试, en: Tests}
            direction: both
            """;

    @Test
    void readsListensFormsAndAnswer() {
        ConnectorDescriptor toy = read("""
                secrets: [plain, {name: sign-key, form: base64-16}]
                door: {signature: sm4-envelope, senders: {"90001": sign-key}, answer: toy/event-to-answer}
                deliver:
                  listens:
                    - {types: [case.closed], delivery: [POST_RESULT], results: [GRANTED]}
                    - {types: [case.submitted], once: true}
                """);

        assertThat(toy.deliver().orElseThrow().listens()).containsExactly(
                new Listening(List.of("case.closed"), List.of("POST_RESULT"), List.of("GRANTED"), false),
                new Listening(List.of("case.submitted"), List.of(), List.of(), true));
        assertThat(toy.secrets()).containsExactly("plain", "sign-key");
        assertThat(toy.formOf("sign-key")).isEqualTo(SecretForm.BASE64_16);
        assertThat(toy.door().orElseThrow().answer()).contains("toy/event-to-answer");
        assertThat(toy.door().orElseThrow().signature()).isEqualTo(DoorScheme.SM4_ENVELOPE);
    }

    @Test
    void hearsWhatItNamesAndNothingElse() {
        Listening closed = new Listening(List.of("case.closed"), List.of("POST_RESULT"), List.of("GRANTED"), false);

        assertThat(closed.hears("case.closed", "POST_RESULT", "GRANTED")).isTrue();
        assertThat(closed.hears("case.closed", "POST_RESULT", "")).isFalse();
        assertThat(closed.hears("case.closed", "", "GRANTED")).isFalse();
        assertThat(closed.hears("case.decided", "POST_RESULT", "GRANTED")).isFalse();
        assertThat(new Listening(List.of("case.closed"), List.of(), List.of(), false).hears("case.closed", "", "")).isTrue();
    }

    @Test
    void saysWhatCannotBe() {
        assertThat(faults("""
                secrets: [sign-key, {name: sign-key}, {name: other, form: hex}]
                door: {signature: sm4-envelope, senders: {"90001": sign-key}, answer: not-a-mapping}
                deliver: {listens: [{delivery: [POST_RESULT]}]}
                """)).contains("/secrets duplicate-name", "/secrets/2/form value", "/secrets contradiction",
                "/door/answer value", "/deliver/listens/0/types required");
        assertThat(faults("""
                secrets: [p]
                door: {signature: hmac-sm3, senders: {a: p}}
                parties: [{id: one, name: {zh: 一, en: One}, secret: p}]
                deliver: {listens: [{types: [case.closed]}]}
                """)).contains("/deliver contradiction");
    }

    private static List<String> faults(String yaml) {
        HubException refused = catchThrowableOfType(HubException.class, () -> read(yaml));
        return refused.places().stream().map(ListeningTest::brief).toList();
    }

    private static String brief(Place place) {
        return place.pointer().substring(place.pointer().indexOf('#') + 1) + " " + place.rule();
    }

    private static ConnectorDescriptor read(String yaml) {
        return ConnectorCatalogue.parse(
                Map.of("connectors/toy/connector.yaml", (HEAD + yaml).getBytes(StandardCharsets.UTF_8))).get("toy");
    }
}
