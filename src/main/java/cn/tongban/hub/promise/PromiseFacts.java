package cn.tongban.hub.promise;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The names and texts of a promise. They are stored in the sealed submission only. Absent ones are empty.
 *
 * @param materialName what is owed, or the proof in whose place the letter stands
 * @param text what was promised or committed to
 * @param consequence what a false commitment leads to, as the applicant was told
 * @param signature where the signed letter is
 */
public record PromiseFacts(String materialName, String text, String consequence, String signature) {
    /** Of a promise whose submission cannot be read any more, or of before its place was kept. */
    static final PromiseFacts NONE = new PromiseFacts("", "", "", "");

    /**
     * Reads one from a canonical submission.
     *
     * @param place counts the promises of this kind in the document from 0
     */
    public static PromiseFacts of(JsonNode submission, PromiseKind kind, int place) {
        JsonNode told = submission.at(kind.pointer()).path(place);
        return new PromiseFacts(told.path("materialName").asText(""),
                told.path(kind == PromiseKind.DEBT ? "promise" : "content").asText(""),
                told.path("consequence").asText(""), told.path("signature").asText(""));
    }

    @Override
    public String toString() {
        return "PromiseFacts[hidden]";
    }
}
