package cn.tongban.hub.fault;

/** The same platform where it is told a case of the district and, behind it, a material of that case beside its envelope. */
class ProvinceSubmitContractIT extends ProvincePlatformContractIT {
    @Override
    public String operation() {
        return "submit";
    }

    @Override
    public void prepare() {
        // The case begins here.
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
    public String finish(String caseNo) {
        if (cases().state(caseNo).equals("WITHDRAWN")) {
            return "WITHDRAWN";
        }
        cases().advance(caseNo, "CLOSED");
        return "CLOSED";
    }
}
