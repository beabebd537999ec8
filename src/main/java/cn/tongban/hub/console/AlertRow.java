package cn.tongban.hub.console;

import cn.tongban.hub.alert.Alert;
import cn.tongban.hub.alert.AlertState;
import cn.tongban.hub.alert.AlertWords;
import java.util.Locale;

/**
 * An alert as a row.
 *
 * @param light class of shape and colour
 * @param state key of the word beside them
 * @param link to where something can be done about it
 */
record AlertRow(Alert alert, String light, String state, String title, String subject, String says, String todo, String link) {
    static AlertRow of(Alert alert, AlertWords words, Locale locale) {
        return new AlertRow(alert, light(alert), "alerts.state." + (alert.mutedUntil() == null ? alert.state().wire() : "muted"),
                words.title(alert.rule(), locale), words.name(alert.subject(), locale),
                words.says(alert.rule(), alert.subject(), alert.figure(), locale), words.todo(alert.rule(), locale), link(alert));
    }

    private static String light(Alert alert) {
        if (alert.state() == AlertState.ENDED) {
            return "good";
        }
        if (alert.mutedUntil() != null || alert.state() == AlertState.ACKNOWLEDGED) {
            return "waiting";
        }
        return alert.rule().severe() ? "bad" : "care";
    }

    /** Parties have no page of their own; that of their connector shows them. */
    private static String link(Alert alert) {
        String connector = alert.subject().split("[ ./]", 2)[0];
        return switch (alert.rule()) {
            case DEAD -> "/dead-letters";
            case DOUBTS -> "/doubts";
            case LAG, CIRCUIT, SOURCE, SILENCE -> "/connectors/" + connector;
            case CASES_LATE -> "/cases";
            case STORAGE, BALANCE -> "/";
        };
    }
}
