package cn.tongban.hub.release;

/** Whether a finding keeps a bundle from being deployed. */
public enum Severity {
    ERROR,
    WARNING
}
