package cn.tongban.hub.release.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every operator on every file of the bundle. Of all mutants at least 95 of 100 are seen by the validator or by the
 * bundle's own tests; who is not, and why, stands in docs/mutation.md. -Dmutation.each says how many mutants of an
 * operator one file gives, -Dmutation.part=3 takes every third.
 */
@Tag("soak")
class MutationIT {
    @Test
    void nearlyAllMutantsAreSeenBeforeTheyAreDeployed() throws IOException {
        Mutation mutation = new Mutation();
        List<Mutant> all = mutation.mutants(Integer.getInteger("mutation.each", 1), 7);
        int part = Integer.getInteger("mutation.part", 1);

        AtomicInteger judged = new AtomicInteger();
        List<Mutation.Verdict> verdicts = IntStream.range(0, all.size()).filter(i -> i % part == 0).boxed().parallel()
                .flatMap(i -> {
                    if (judged.incrementAndGet() % 500 == 0) {
                        System.out.printf("%tT %d of %d mutants judged%n", LocalTime.now(), judged.get(), all.size() / part);
                    }
                    return mutation.judge(all.get(i)).stream();
                }).toList();

        List<Mutation.Verdict> alive = verdicts.stream().filter(v -> v.seen() == Mutation.Seen.NOBODY).toList();
        List<Mutation.Verdict> elsewhere = verdicts.stream().filter(v -> v.seen() == Mutation.Seen.VALIDATE_ELSEWHERE).toList();
        String report = Mutation.table(verdicts) + list("alive", alive) + list("told elsewhere", elsewhere);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("mutation.txt"), report);
        System.out.println(report);
        assertThat(alive.size() + elsewhere.size()).as("of %s", verdicts.size()).isLessThanOrEqualTo(verdicts.size() / 20);
    }

    private static String list(String title, List<Mutation.Verdict> verdicts) {
        StringBuilder text = new StringBuilder("\n" + title + ":\n");
        verdicts.forEach(verdict -> text.append(verdict.mutant()).append("  ").append(verdict.by()).append('\n'));
        return text.toString();
    }
}
