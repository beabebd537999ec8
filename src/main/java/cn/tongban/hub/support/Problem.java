package cn.tongban.hub.support;

import java.util.List;

/**
 * The body of every error answer (RFC 9457, {@code application/problem+json}), at the doors and in the management API
 * alike.
 *
 * @param type a stable name for machines
 * @param title the code in words
 * @param detail what happened and what to do, in Chinese
 * @param detailEn the same in English
 * @param code {@link ErrorCode#code()}
 * @param places the exact places, empty if the whole request is meant
 */
public record Problem(
        String type, String title, int status, String detail, String detailEn, String code, List<Place> places) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(HubException e) {
        return of(e.code(), e.subject(), e.places());
    }

    public static Problem of(ErrorCode code, String subject, List<Place> places) {
        String words = code.code().replace('-', ' ');
        return new Problem(
                "urn:tongban:error:" + code.code(),
                Character.toUpperCase(words.charAt(0)) + words.substring(1),
                code.status(),
                Texts.of(Texts.ZH, code, subject),
                Texts.of(Texts.EN, code, subject),
                code.code(),
                List.copyOf(places));
    }
}
