package cn.tongban.sandbox.districtplatform;

/**
 * One request that had its effect at the platform.
 *
 * @param kind what it was for, by the raw record's operation: submit, step, material, take-back
 * @param answer code of the answer that it got: 0 done, 1 asked
 */
record Taken(String requestId, String kind, String acceptNo, String time, String answer) {}
