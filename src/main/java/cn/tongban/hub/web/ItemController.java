package cn.tongban.hub.web;

import cn.tongban.hub.catalogue.CatalogueComparison;
import cn.tongban.hub.catalogue.ItemDetail;
import cn.tongban.hub.catalogue.ItemFilter;
import cn.tongban.hub.catalogue.ItemRow;
import cn.tongban.hub.catalogue.ItemState;
import cn.tongban.hub.catalogue.ItemVersion;
import cn.tongban.hub.catalogue.Items;
import cn.tongban.hub.catalogue.MaterialChoice;
import cn.tongban.hub.catalogue.PairCheck;
import cn.tongban.hub.catalogue.PairStatus;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import cn.tongban.hub.support.Csv;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The item catalogue as it came down, and whether city and district agree. Items are published: nothing is personal. */
@RestController
@RequestMapping("/api/v1/items")
class ItemController {
    private final Items items;

    ItemController(Items items) {
        this.items = items;
    }

    @GetMapping
    @Requires(Scope.READ)
    @Operation(summary = "Items as they stand today, by task code")
    Page<ItemRow> list(
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String level,
            @RequestParam(required = false) @Nullable ItemState state,
            @RequestParam(required = false) @Nullable PairStatus pair,
            @RequestParam(required = false) @Nullable Boolean refused,
            @ParameterObject PageRequest page) {
        ItemFilter filter = new ItemFilter(text, level, state, pair, refused);
        return Page.of(items.page(filter, after(page), page.sizeAndOne()), page.size(),
                row -> PageRequest.cursor(row.taskCode()), row -> row);
    }

    @GetMapping("/{taskCode}")
    @Requires(Scope.READ)
    @Operation(summary = "One item in the version that applies on a day, today unless said otherwise, and its pair")
    ItemDetail one(@PathVariable String taskCode, @RequestParam(required = false) @Nullable @DateTimeFormat(
            iso = DateTimeFormat.ISO.DATE) LocalDate on) {
        return items.find(taskCode, day(on)).orElseThrow(unknown(taskCode));
    }

    @GetMapping("/{taskCode}/versions")
    @Requires(Scope.READ)
    @Operation(summary = "Every version of an item, highest first, and which one applies on a day")
    List<ItemVersion> versions(@PathVariable String taskCode, @RequestParam(required = false) @Nullable @DateTimeFormat(
            iso = DateTimeFormat.ISO.DATE) LocalDate on) {
        List<ItemVersion> versions = items.versions(taskCode, day(on));
        if (versions.isEmpty()) {
            throw unknown(taskCode).get();
        }
        return versions;
    }

    @GetMapping("/{taskCode}/materials")
    @Requires(Scope.READ)
    @Operation(summary = "The materials that an applicant brings, in the chosen situations")
    MaterialChoice materials(
            @PathVariable String taskCode,
            @RequestParam(required = false) @Nullable List<String> situation,
            @RequestParam(required = false) @Nullable @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on) {
        return items.materials(taskCode, situation == null ? List.of() : situation, day(on))
                .orElseThrow(unknown(taskCode));
    }

    @GetMapping(path = "/unification", produces = MediaType.APPLICATION_JSON_VALUE)
    @Requires(Scope.READ)
    @Operation(summary = "The four unifications: each district item and its city item, field by field, as they stand today")
    Page<PairCheck> unification(
            @RequestParam(required = false) @Nullable PairStatus status, @ParameterObject PageRequest page) {
        return Page.of(items.unification(status, after(page), page.sizeAndOne()), page.size(),
                pair -> PageRequest.cursor(pair.districtTaskCode()), pair -> pair);
    }

    @GetMapping(path = "/unification", produces = Csv.MEDIA_TYPE)
    @Requires(Scope.READ)
    @Operation(summary = "The same as one CSV file, a line for each difference")
    ResponseEntity<byte[]> csv(@RequestParam(required = false) @Nullable PairStatus status, Locale locale) {
        return UnificationCsv.answer(items.unification(status, null, UnificationCsv.MOST), locale);
    }

    @GetMapping("/comparisons")
    @Requires(Scope.READ)
    @Operation(summary = "The last comparison with each publisher of items: counts, digests, and what differs still")
    List<CatalogueComparison> comparisons() {
        return items.comparisons();
    }

    private LocalDate day(@Nullable LocalDate asked) {
        return asked == null ? items.today() : asked;
    }

    private static @Nullable String after(PageRequest page) {
        List<String> parts = page.beforeParts(1);
        return parts.isEmpty() ? null : parts.get(0);
    }

    private static Supplier<HubException> unknown(String taskCode) {
        return () -> new HubException(ErrorCode.ITEM_NOT_PUBLISHED, taskCode);
    }
}
