package cn.tongban.sandbox.wire;

/** One header line as it came, name in the sender's spelling. */
public record Header(String name, String value) {}
