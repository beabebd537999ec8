package cn.tongban.hub.cases;

import java.util.UUID;

/** A message that came for a case. */
public record CaseMessage(UUID id, String caseNo) {}
