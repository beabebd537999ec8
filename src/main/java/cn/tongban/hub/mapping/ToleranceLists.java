package cn.tongban.hub.mapping;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is published about 容缺受理 and 告知承诺, from {@code mappings/canonical/}: which materials may be owed, for which
 * proofs a commitment stands in, and which items are excluded from both. What is on no list is not allowed.
 */
public final class ToleranceLists {
    /** Materials that may be owed. */
    public static final String TOLERABLE = "mappings/canonical/tolerable.csv";

    /** Proofs for which a commitment stands in. */
    public static final String COMMITMENTS = "mappings/canonical/commitments.csv";

    private static final int MOST_WORKDAYS = 60;
    private static final int MOST_CHECK_DAYS = 365;
    private static final String CHECK_DAYS = "30";

    private final PublishedList<TolerableMaterial> tolerable;
    private final PublishedList<CommitmentTerms> commitments;
    private final ExcludedItems excluded;

    /** A line of a list, and where it stands. */
    public record Listed(String file, int line, String taskCode) {}

    private ToleranceLists(BundleFiles files) {
        excluded = new ExcludedItems(files);
        tolerable = new PublishedList<>(files, TOLERABLE,
                List.of("task_code", "material_name", "days", "valid_from", "valid_to"),
                (head, cell) -> new TolerableMaterial(head.taskCode(), head.materialName(), head.from(), head.to(),
                        PublishedList.days("days", cell.apply("days"), MOST_WORKDAYS)));
        commitments = new PublishedList<>(files, COMMITMENTS,
                List.of("task_code", "material_name", "consequence", "check_days", "valid_from", "valid_to"),
                (head, cell) -> terms(head, cell.apply("consequence"), cell.apply("check_days")));
        check(tolerable);
        check(commitments);
    }

    private static CommitmentTerms terms(PublishedList.Head head, String consequence, String days) {
        if (consequence.isEmpty()) {
            throw new IllegalArgumentException("consequence says what a false commitment leads to.");
        }
        return new CommitmentTerms(head.taskCode(), head.materialName(), head.from(), head.to(), consequence,
                PublishedList.days("check_days", days.isEmpty() ? CHECK_DAYS : days, MOST_CHECK_DAYS));
    }

    private void check(PublishedList<? extends Published> list) {
        list.lines().forEach((entry, line) -> excluded.category(entry.taskCode()).ifPresent(category ->
                list.problem(line, "published-excluded", "The item is excluded (" + category
                        + "): nothing of it may be owed or committed to.")));
    }

    /** @throws HubException BUNDLE_INVALID with places when a list is wrong */
    public static ToleranceLists read(BundleFiles files) {
        ToleranceLists lists = readLeniently(files);
        if (!lists.problems().isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, lists.problems().get(0).file(), lists.problems().stream()
                    .map(problem -> new Place(problem.file() + ":" + problem.line(), problem.rule(), problem.message()))
                    .toList());
        }
        return lists;
    }

    /** As {@link #read}, but what is wrong is only listed in {@link #problems()}. */
    public static ToleranceLists readLeniently(BundleFiles files) {
        return new ToleranceLists(files);
    }

    /** The material if it may be owed on that day. */
    public Optional<TolerableMaterial> tolerable(String taskCode, String materialName, LocalDate day) {
        return tolerable.find(taskCode, materialName, day);
    }

    /** What a commitment for this proof means, if one may be signed on that day. */
    public Optional<CommitmentTerms> commitment(String taskCode, String materialName, LocalDate day) {
        return commitments.find(taskCode, materialName, day);
    }

    /** The category for which the policy excludes the item, a code of the table {@code exclusion}. */
    public Optional<String> excluded(String taskCode) {
        return excluded.category(taskCode);
    }

    /** Every sound line of both lists. */
    public List<Listed> listed() {
        List<Listed> all = new ArrayList<>();
        tolerable.lines().forEach((entry, line) -> all.add(new Listed(TOLERABLE, line, entry.taskCode())));
        commitments.lines().forEach((entry, line) -> all.add(new Listed(COMMITMENTS, line, entry.taskCode())));
        return all;
    }

    /** What is wrong, as {@link #readLeniently} found it. */
    public List<BundleProblem> problems() {
        return Stream.of(excluded.problems(), tolerable.problems(), commitments.problems()).flatMap(List::stream)
                .toList();
    }
}
