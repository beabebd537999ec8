package cn.tongban.hub.cases;

import java.time.Instant;
import java.util.UUID;

/** Something about a case that a person must look at: an impossible step, an early step whose time is up. */
public record CaseTask(UUID id, String caseNo, String kind, String detail, Instant createdAt) {}
