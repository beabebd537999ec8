package cn.tongban.hub.web;

import cn.tongban.hub.cases.CaseSummary;
import cn.tongban.hub.clock.KeptClock;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A case in a list.
 *
 * @param clock follows the case within about a minute; null as long as it was not counted
 */
record CaseRow(@JsonUnwrapped CaseSummary summary, @Nullable KeptClock clock) {}
