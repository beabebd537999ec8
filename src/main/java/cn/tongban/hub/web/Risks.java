package cn.tongban.hub.web;

import cn.tongban.hub.clock.ClockRisks;
import cn.tongban.hub.clock.Clocks;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Cases whose deadline is near or past, as of a moment ago. */
@Component
public final class Risks {
    private static final int SHOWN = 5;
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final Paced<ClockRisks> risks;

    Risks(Clocks clocks) {
        this.risks = new Paced<>(GOOD_FOR, System::nanoTime, () -> clocks.risks(SHOWN));
    }

    public ClockRisks now() {
        return risks.get();
    }
}
