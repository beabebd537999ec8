package cn.tongban.hub.fault;

import java.nio.file.Path;
import java.util.Map;

/** Desks of the city: they hand in cases and are told of each step. */
class CityWindowContractIT extends ConnectorContract {
    @Override
    public String connector() {
        return "city-window";
    }

    @Override
    public World start(Path folder) {
        return World.start(folder);
    }

    @Override
    public SandboxSystem partner() {
        return world().window();
    }

    @Override
    public String operation() {
        return "step";
    }

    @Override
    public String begin() {
        String caseNo = cases().forwarded();
        cases().advance(caseNo, "IN_REVIEW");
        return caseNo;
    }

    @Override
    public void follow(String caseNo) {
        cases().advance(caseNo, "DECIDED");
    }

    @Override
    public Arrival arrival() {
        var made = world().freshCase();
        return new DoorArrival(world().hub().url(), "city-window-01", Secrets.DOOR_KEY, "/in/city-window/cases",
                made.caseNo(), made.bytes());
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
