package cn.tongban.sandbox.cityplatform;

/**
 * One request that had its effect at the platform: a case made, withdrawn, or wanted back.
 *
 * @param takeBack 1 when the case is given back by it, 2 when it is not, empty for other requests and until it is decided
 */
record Acceptance(String requestId, String acceptNo, String time, String takeBack) {
    Acceptance decided(String answer) {
        return new Acceptance(requestId, acceptNo, time, answer);
    }
}
