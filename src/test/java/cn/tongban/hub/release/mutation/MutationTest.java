package cn.tongban.hub.release.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A small sample of what {@code MutationIT} does with all of them. */
class MutationTest {
    private final Mutation mutation = new Mutation();

    @Test
    void thereAreManyWaysToBreakABundleAndMostFilesCanBeBrokenInSeveral() {
        Map<String, Long> files = mutation.mutants(1, 7).stream().collect(Collectors.groupingBy(Mutant::file, Collectors.counting()));

        assertThat(Mutation.OPERATORS).hasSizeGreaterThanOrEqualTo(25).extracting(Operator::name).doesNotHaveDuplicates();
        assertThat(files).hasSizeGreaterThan(400);
    }

    @Test
    void oneMutantOfEveryThirdOperatorIsSeen() {
        List<Mutant> sample = new ArrayList<>(mutation.mutants(1, 7).stream()
                .collect(Collectors.toMap(Mutant::operator, mutant -> mutant, (first, next) -> first, TreeMap::new)).values());

        List<Mutation.Verdict> verdicts = IntStream.range(0, sample.size()).filter(i -> i % 3 == 0)
                .mapToObj(sample::get).flatMap(mutant -> mutation.judge(mutant).stream()).toList();

        assertThat(verdicts).filteredOn(verdict -> verdict.seen() == Mutation.Seen.NOBODY)
                .as(Mutation.table(verdicts)).hasSizeLessThanOrEqualTo(verdicts.size() / 10);
    }
}
