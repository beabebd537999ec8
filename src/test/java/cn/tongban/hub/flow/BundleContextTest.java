package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BundleContextTest {
    @Test
    void startsTheBundleWithItsDoorsAndDeliveries() {
        BundleContext bundle = new Bundles().start();

        assertThat(bundle.deliveries().destinations()).containsExactly("desk", "office");
        assertThat(bundle.deliveries().carrying("office", "case.submitted")).isPresent();
        assertThat(bundle.deliveries().carrying("office", "case.withdrawn")).isEmpty();
        assertThat(bundle.deliveries().carrying("desk", "case.anything")).isPresent();
        assertThat(bundle.doors().find("GET", "/in/desk/cases/P-1").parameters()).containsEntry("caseNo", "P-1");
        assertThat(bundle.retire()).isTrue();
    }
}
