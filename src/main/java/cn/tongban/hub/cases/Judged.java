package cn.tongban.hub.cases;

/** A step with what became of it. */
public record Judged(Step step, Verdict verdict) {}
