package cn.tongban.hub.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Materials that are owed (容缺), soonest due first. */
@Command(name = "debts", description = "容缺材料:清单、免补 / Materials that are owed: the list, waive one")
final class DebtsCommand implements Callable<Integer> {
    @Mixin
    private PromiseOptions which;

    @Mixin
    private Answers answers;

    @Override
    public Integer call() {
        return answers.show(answers.client().get("/api/v1/debts", which.asMap()), PromisePrint::page);
    }

    @Command(name = "waive", description = "免补,等待它的决定继续 / It is not needed any more; a decision that waited goes on")
    int waive(
            @Parameters(paramLabel = "CASE") String caseNo,
            @Parameters(paramLabel = "NO") int no,
            @Option(names = "--reason", required = true, description = "原因 / Why") String reason,
            @Mixin Answers answers) {
        String address = "/api/v1/cases/" + HubClient.encoded(caseNo) + "/debts/" + no + "/waive";
        return answers.show(answers.client().post(address, Map.of("reason", reason)), PromisePrint::one);
    }
}
