package cn.tongban.sandbox.cityplatform;

/**
 * One step that the platform sends to the hub. Its bytes are fixed when it is planned, so that a repeat is the same
 * message.
 */
record Step(String stepId, String caseNo, byte[] body) {}
