package cn.tongban.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.catalogue.CatalogueProperties.Gate;
import cn.tongban.hub.intake.Register.Arrived;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.MutableClock;
import cn.tongban.hub.support.PgExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class CatalogueIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private static final Instant NOW = Instant.parse("2026-03-16T01:30:00Z");
    private static final String CODE = AnItem.code(1);
    private static final String CITY = AnItem.CITY_BODY + "3" + CODE;
    private static final String DISTRICT = AnItem.DISTRICT_BODY + "4" + CODE;

    private final MutableClock clock = new MutableClock(NOW);
    private ItemRepository repository;
    private InventoryRepository inventories;
    private ItemRegister register;
    private CatalogueWatch watch;

    @BeforeEach
    void start() {
        repository = new ItemRepository(new JdbcTemplate(PG.dataSource()));
        inventories = new InventoryRepository(new JdbcTemplate(PG.dataSource()));
        register = new ItemRegister(repository, inventories);
        watch = new CatalogueWatch(repository, () -> BundleFiles.of(Map.of()), clock, Duration.ZERO);
    }

    private void publish(AnItem... items) {
        register.write(Arrays.stream(items).map(item -> new Arrived(UUID.randomUUID(), clock.instant(), "province",
                item.taskCode(), item.bytes(), item.bytes())).toList());
    }

    private CatalogueDesk gate(Gate mode) {
        return new CatalogueDesk(watch, inventories, new ItemGate(mode), items());
    }

    private Items items() {
        return new Items(repository, inventories, watch, new ItemGate(Gate.KNOWN));
    }

    private static AnItem differing() {
        return AnItem.ofDistrict(CODE).with(item -> item.put("conditions", "另有要求"));
    }

    @Test
    void onlyUnifiedItemsAreForwarded() {
        publish(AnItem.ofCity(CODE), differing());

        for (String side : List.of(CITY, DISTRICT)) {
            assertThatThrownBy(() -> gate(Gate.KNOWN).admit(side, NOW)).isInstanceOfSatisfying(HubException.class, e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.ITEM_NOT_UNIFIED);
                assertThat(e.places()).singleElement().satisfies(place -> {
                    assertThat(place.pointer()).isEqualTo("/item/taskCode");
                    assertThat(place.rule()).isEqualTo("four-unifications");
                    assertThat(place.detail()).isEqualTo("City and district item differ in conditions.");
                });
            });
        }
        gate(Gate.OFF).admit(CITY, NOW);

        publish(AnItem.ofDistrict(CODE).version(2, "2026-03-16T09:00:00+08:00"));
        gate(Gate.KNOWN).admit(CITY, NOW);
        gate(Gate.STRICT).admit(DISTRICT, NOW);
    }

    @Test
    void whatIsNotKnownOrNotComparedIsStoppedByTheStrictGateOnly() {
        String single = AnItem.CITY_BODY + "3" + AnItem.code(2);
        publish(AnItem.ofCity(AnItem.code(2)));

        gate(Gate.KNOWN).admit(single, NOW);
        gate(Gate.KNOWN).admit(CITY, NOW);
        for (String code : List.of(single, CITY)) {
            assertThatThrownBy(() -> gate(Gate.STRICT).admit(code, NOW)).isInstanceOfSatisfying(HubException.class,
                    e -> assertThat(e.places()).extracting("rule").containsExactly("not-compared"));
        }
    }

    @Test
    void anItemThatIsPausedOrWithdrawnOnTheDayOfReceptionIsRefusedAndStaysReadable() {
        publish(AnItem.ofCity(CODE));
        publish(AnItem.ofCity(CODE).version(2, "2026-03-10T09:00:00+08:00")
                .with(item -> item.put("state", "WITHDRAWN").put("cancelledOn", "2026-03-15")));

        gate(Gate.KNOWN).admit(CITY, Instant.parse("2026-03-14T10:00:00Z"));
        assertThatThrownBy(() -> gate(Gate.KNOWN).admit(CITY, NOW)).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.ITEM_NOT_IN_USE);
            assertThat(e.places()).extracting("detail")
                    .containsExactly("On the day of its reception the item is withdrawn.");
        });
        assertThat(items().find(CITY, LocalDate.of(2026, 3, 16))).hasValueSatisfying(item -> {
            assertThat(item.summary().state()).isEqualTo(ItemState.WITHDRAWN);
            assertThat(item.summary().refusal()).isEqualTo("item-not-in-use");
        });
        assertThat(items().versions(CITY, LocalDate.of(2026, 3, 14))).extracting(ItemVersion::version, ItemVersion::applies)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, false), org.assertj.core.groups.Tuple.tuple(1, true));
    }

    @Test
    void theSameVersionAndALowerOneChangeNothing() {
        publish(AnItem.ofCity(CODE).version(2, "2026-02-01T09:00:00+08:00"));
        AnItem same = AnItem.ofCity(CODE).version(2, "2026-02-01T09:00:00+08:00").with(item -> item.put("name", "别名"));
        AnItem lower = AnItem.ofCity(CODE).version(1, "2026-03-01T09:00:00+08:00").with(item -> item.put("name", "旧名"));
        publish(same, lower, lower);

        assertThat(items().find(CITY, Revisions.DAY)).hasValueSatisfying(
                item -> assertThat(item.summary().name()).isEqualTo("食品经营许可(示例)"));
        assertThat(items().versions(CITY, Revisions.DAY)).extracting(ItemVersion::version).containsExactly(2, 1);
    }

    @Test
    void onANewDayANewVersionComesIntoEffectByItself() {
        publish(AnItem.ofCity(CODE), AnItem.ofDistrict(CODE), differing().version(2, "2026-03-10T09:00:00+08:00")
                .with(item -> item.put("effectiveOn", "2026-03-17")));

        assertThat(items().unification(null, null, 10)).extracting(PairCheck::status).containsExactly(PairStatus.UNIFIED);
        clock.advance(Duration.ofDays(1));
        assertThat(items().unification(null, null, 10)).extracting(PairCheck::status).containsExactly(PairStatus.DIFFERENT);
    }

    @Test
    void aDeskIsToldWhatItHasToKnowOfAnItem() {
        publish(AnItem.ofCity(CODE), differing());

        assertThat(gate(Gate.KNOWN).guide(CITY)).hasValueSatisfying(guide -> {
            assertThat(guide.path("state").asText()).isEqualTo("IN_USE");
            assertThat(guide.path("refusal").asText()).isEqualTo("item-not-unified");
            assertThat(guide.at("/item/materials/0/name").asText()).isEqualTo("营业执照");
        });
        assertThat(gate(Gate.KNOWN).guide("none")).isEmpty();
    }

    @Test
    void itemsAreFoundByNameStateAndPairInPages() {
        publish(AnItem.ofCity(CODE), differing(), AnItem.ofCity(AnItem.code(2)), AnItem.ofCity(AnItem.code(3))
                .with(item -> item.put("name", "道路运输（补领）")));

        ItemFilter all = new ItemFilter(null, null, null, null, null);
        List<ItemRow> first = items().page(all, null, 3);
        assertThat(first).hasSize(3);
        assertThat(items().page(all, first.get(2).taskCode(), 3)).hasSize(1);
        assertThat(items().count(all)).isEqualTo(4);
        assertThat(items().page(new ItemFilter("运输(补", null, null, null, null), null, 9)).hasSize(1);
        assertThat(items().page(new ItemFilter(null, "COUNTY", ItemState.IN_USE, null, null), null, 9)).hasSize(1);
        assertThat(items().page(new ItemFilter(null, null, null, PairStatus.DIFFERENT, true), null, 9))
                .extracting(ItemRow::taskCode).containsExactly(CITY, DISTRICT);
    }
}
