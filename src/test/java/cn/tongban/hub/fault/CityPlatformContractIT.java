package cn.tongban.hub.fault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The city's approval platform: it is handed cases and materials, and reports steps. */
class CityPlatformContractIT extends ConnectorContract {
    @Override
    public String connector() {
        return "city-platform";
    }

    @Override
    public World start(Path folder) {
        return World.start(folder);
    }

    @Override
    public SandboxSystem partner() {
        return world().platform();
    }

    @Override
    public String operation() {
        return "submit";
    }

    @Override
    public String begin() {
        return world().handInFresh().caseNo();
    }

    @Override
    public void follow(String caseNo) {
        cases().supply(caseNo);
    }

    @Override
    public Arrival arrival() {
        String caseNo = cases().forwarded();
        String step = "{\"stepId\":\"ST-%s\",\"projNo\":\"%s\",\"status\":\"07\",\"statusTime\":\"%s\",\"opinion\":\"同意\"}"
                .formatted(caseNo, caseNo, Cases.minutesAgo(2));
        return new DoorArrival(world().hub().url(), "city-platform",
                Secrets.ENVIRONMENT.get("HUB_SECRET_CITY_PLATFORM_DOOR_KEY"), "/callback/city-platform/steps", caseNo,
                step.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String finish(String caseNo) {
        cases().advance(caseNo, "CLOSED");
        return "CLOSED";
    }

    @Override
    public Map<Scenario, String> cannotHappen() {
        return Map.of(Scenario.EXPIRED_TICKET, "each request is signed for itself; there is no ticket");
    }
}
