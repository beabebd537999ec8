package cn.tongban.sandbox.cityplatform;

/**
 * One document that the platform sends to the hub: a step, or the answer to a wish. Its bytes are fixed when it is planned,
 * so that a repeat is the same message.
 *
 * @param target path at the hub
 */
record Step(String stepId, String caseNo, String target, byte[] body) {
    static final String STEPS = "/callback/city-platform/steps";
    static final String TAKE_BACKS = "/callback/city-platform/take-backs";

    Step(String stepId, String caseNo, byte[] body) {
        this(stepId, caseNo, STEPS, body);
    }

    boolean isStep() {
        return target.equals(STEPS);
    }
}
