package cn.tongban.hub.alert;

import cn.tongban.hub.support.Texts;
import java.util.Locale;

/** A notice in words: what, since when, what to do and where to look. */
final class NoticeText {
    private final AlertWords words;
    private final String link;

    /** @param publicUrl of the hub, without a slash at its end */
    NoticeText(AlertWords words, String publicUrl) {
        this.words = words;
        this.link = publicUrl + "/alerts";
    }

    String link() {
        return link;
    }

    String title(Notice notice, Locale locale) {
        String kind = Texts.of(locale, "notice." + notice.kind().wire());
        return notice.rule() == null ? kind
                : Texts.of(locale, "notice.title", kind, words.title(notice.rule(), locale), words.name(notice.subject(), locale));
    }

    /** One sentence. */
    String says(Notice notice, Locale locale) {
        if (notice.rule() == null) {
            return Texts.of(locale, "notice.test.says");
        }
        String says = words.says(notice.rule(), notice.subject(), notice.figure(), locale);
        return notice.kind() == Notice.Kind.ENDED ? Texts.of(locale, "notice.ended.says", says) : says;
    }

    /** Some lines. */
    String whole(Notice notice, Locale locale) {
        StringBuilder text = new StringBuilder(says(notice, locale)).append('\n');
        if (notice.rule() != null) {
            text.append(Texts.of(locale, "notice.since", AlertWords.minute(notice.since()))).append('\n');
        }
        if (notice.kind() == Notice.Kind.ENDED) {
            text.append(Texts.of(locale, "notice.until", AlertWords.minute(notice.madeAt()))).append('\n');
        }
        if (notice.kind() == Notice.Kind.RAISED && notice.rule() != null) {
            text.append(words.todo(notice.rule(), locale)).append('\n');
        }
        return text.append(Texts.of(locale, "notice.look", link)).append('\n').toString();
    }
}
