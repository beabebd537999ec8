package cn.tongban.hub.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Letters of commitment (告知承诺), soonest to be checked first. */
@Command(name = "commitments", description = "告知承诺:清单、核查结果 / Letters of commitment: the list, what a check found")
final class CommitmentsCommand implements Callable<Integer> {
    @Mixin
    private PromiseOptions which;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return answers.show(answers.client().get("/api/v1/commitments", which.asMap()), PromisePrint::page);
    }

    @Command(name = "verify", description = "核查属实;对不实的承诺即更正 / It is true; of one found false this takes it back")
    int verify(
            @Parameters(paramLabel = "CASE") String caseNo,
            @Parameters(paramLabel = "NO") int no,
            @Option(names = "--reason", required = true, description = "依据 / How it was found out") String reason,
            @Mixin Answers answers) {
        return decide(answers, caseNo, no + "/verify", reason);
    }

    @Command(name = "false", description = "承诺不实,办件加注 / It is not true; the case is flagged")
    int isFalse(
            @Parameters(paramLabel = "CASE") String caseNo,
            @Parameters(paramLabel = "NO") int no,
            @Option(names = "--reason", required = true, description = "依据 / How it was found out") String reason,
            @Mixin Answers answers) {
        return decide(answers, caseNo, no + "/false", reason);
    }

    private static int decide(Answers answers, String caseNo, String what, String reason) {
        String address = "/api/v1/cases/" + HubClient.encoded(caseNo) + "/commitments/" + what;
        return answers.show(answers.client().post(address, Map.of("reason", reason)), PromisePrint::one);
    }
}
