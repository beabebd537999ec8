package cn.tongban.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ItemHistoryTest {
    private static final String CODE = AnItem.code(1);

    private static AnItem version(int version, String changedAt, String effectiveOn) {
        return AnItem.ofCity(CODE).version(version, changedAt + "T09:00:00+08:00")
                .with(item -> item.put("effectiveOn", effectiveOn));
    }

    private static int appliesOn(ItemHistory history, String day) {
        return history.on(LocalDate.parse(day)).map(ItemRevision::version).orElse(0);
    }

    private static ItemState stateOn(ItemHistory history, String day) {
        return history.stateOn(LocalDate.parse(day));
    }

    @Test
    void theHighestVersionThatIsInEffectApplies() {
        ItemHistory history = Revisions.history(
                version(3, "2026-02-20", "2026-04-01"),
                version(1, "2024-12-20", "2025-01-01"),
                version(2, "2026-01-10", "2026-02-01"));

        assertThat(appliesOn(history, "2024-12-31")).isZero();
        assertThat(appliesOn(history, "2025-01-01")).isEqualTo(1);
        assertThat(appliesOn(history, "2026-01-31")).isEqualTo(1);
        assertThat(appliesOn(history, "2026-02-01")).isEqualTo(2);
        assertThat(appliesOn(history, "2026-03-31")).isEqualTo(2);
        assertThat(appliesOn(history, "2026-04-01")).isEqualTo(3);
        assertThat(stateOn(history, "2024-12-31")).isEqualTo(ItemState.NOT_YET);
        assertThat(history.newest().version()).isEqualTo(3);
    }

    @Test
    void aLowerVersionThatComesLateChangesNothing() {
        ItemHistory history = Revisions.history(version(2, "2026-01-10", "2026-02-01"));

        ItemHistory after = history.with(
                java.util.List.of(Revisions.of(version(1, "2026-03-01", "2026-02-15").document())));

        assertThat(appliesOn(after, "2026-03-16")).isEqualTo(2);
        assertThat(after.newest().version()).isEqualTo(2);
    }

    @Test
    void aPauseCountsFromTheDayOnWhichItIsSaid() {
        ItemHistory history = Revisions.history(
                version(1, "2025-01-01", "2025-01-01"),
                version(1, "2026-03-16", "2025-01-01").with(item -> item.put("state", "PAUSED")),
                version(1, "2026-03-20", "2025-01-01"));

        assertThat(stateOn(history, "2026-03-15")).isEqualTo(ItemState.IN_USE);
        assertThat(stateOn(history, "2026-03-16")).isEqualTo(ItemState.PAUSED);
        assertThat(stateOn(history, "2026-03-19")).isEqualTo(ItemState.PAUSED);
        assertThat(stateOn(history, "2026-03-20")).isEqualTo(ItemState.IN_USE);
    }

    @Test
    void aWithdrawalCountsFromItsDayAndWhatWasBeforeStaysReadable() {
        ItemHistory history = Revisions.history(
                version(1, "2025-01-01", "2025-01-01"),
                version(2, "2026-03-10", "2025-01-01")
                        .with(item -> item.put("state", "WITHDRAWN").put("cancelledOn", "2026-03-20")));

        assertThat(stateOn(history, "2026-03-19")).isEqualTo(ItemState.IN_USE);
        assertThat(appliesOn(history, "2026-03-19")).isEqualTo(1);
        assertThat(stateOn(history, "2026-03-20")).isEqualTo(ItemState.WITHDRAWN);
        assertThat(history.shownOn(LocalDate.of(2026, 3, 25)).version()).isEqualTo(2);
    }

    @Test
    void anItemThatSaysItsLastDayEndsOnIt() {
        ItemHistory history = Revisions.history(
                version(1, "2025-01-01", "2025-01-01").with(item -> item.put("cancelledOn", "2026-03-16")));

        assertThat(stateOn(history, "2026-03-15")).isEqualTo(ItemState.IN_USE);
        assertThat(stateOn(history, "2026-03-16")).isEqualTo(ItemState.WITHDRAWN);
    }
}
