package cn.tongban.hub.fault;

/**
 * A case that the hub acknowledged.
 *
 * @param receipt the answer's bytes as text, which every repeat must get again
 * @param tries how often the desk sent it until the answer came
 */
record Acked(String caseNo, String receipt, int tries) {}
