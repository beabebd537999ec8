package cn.tongban.hub.cases;

import java.time.Instant;

/** An early step that waits for the one before it, with the profile of who sent it. */
public record ParkedStep(Step step, StepProfile profile, Instant until) {}
