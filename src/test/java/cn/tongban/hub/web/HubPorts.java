package cn.tongban.hub.web;

import cn.tongban.hub.delivery.Attempt;
import cn.tongban.hub.delivery.AttemptResult;
import cn.tongban.hub.delivery.Carrier;
import cn.tongban.hub.delivery.DeliveryPolicy;
import cn.tongban.hub.delivery.DeliveryPolicy.CircuitPolicy;
import cn.tongban.hub.delivery.DeliveryRules;
import cn.tongban.hub.delivery.DoubtPolicy;
import cn.tongban.hub.delivery.OpeningHours;
import cn.tongban.hub.delivery.Outcome;
import cn.tongban.hub.delivery.ProbeAnswer;
import cn.tongban.hub.delivery.RetryPolicy;
import cn.tongban.hub.support.StorageGauge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the API tests put in the place of outside systems: a partner that does as it is told. */
public class HubPorts {
    private static final List<String> DESTINATIONS = List.of("city-platform", "city-window");

    /** Says how each attempt ends; a delivery goes through unless a test says otherwise. */
    public static final class Partner implements Carrier {
        private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
        private volatile Outcome outcome = new Outcome.Delivered("R-1", false);

        public void answers(Outcome next) {
            outcome = next;
        }

        /** What it got last of this case. */
        public Attempt last(String caseNo) {
            return attempts.stream().filter(attempt -> attempt.caseNo().equals(caseNo)).reduce((first, second) -> second)
                    .orElseThrow();
        }

        @Override
        public AttemptResult send(Attempt attempt) {
            attempts.add(attempt);
            return new AttemptResult(outcome, "bundle", null);
        }

        @Override
        public ProbeAnswer probe(Attempt attempt) {
            return new ProbeAnswer.Unknown("not asked");
        }
    }

    @Bean
    @Primary
    Partner partner() {
        return new Partner();
    }

    @Bean
    @Primary
    DeliveryRules rulesOfTheTest() {
        RetryPolicy retry = new RetryPolicy(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0, 12);
        return () -> DESTINATIONS.stream()
                .map(name -> new DeliveryPolicy(
                        name,
                        DoubtPolicy.CONFIRM,
                        4,
                        0,
                        retry,
                        new CircuitPolicy(50, Duration.ofSeconds(1)),
                        OpeningHours.ALWAYS,
                        Duration.ZERO))
                .toList();
    }
}
