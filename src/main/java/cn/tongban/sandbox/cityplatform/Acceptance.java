package cn.tongban.sandbox.cityplatform;

/** One request that had its effect at the platform: a case made, or withdrawn. */
record Acceptance(String requestId, String acceptNo, String time) {}
