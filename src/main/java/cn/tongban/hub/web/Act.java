package cn.tongban.hub.web;

import cn.tongban.hub.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * A change that somebody asks for.
 *
 * @param key value of {@code Idempotency-Key}, null for a caller who does not repeat
 * @param name for the audit record, for example {@code delivery.replay}
 * @param subject id of what is changed
 * @param request what was asked for, part of the idempotency check
 */
public record Act(Caller caller, @Nullable String key, String name, String subject, Object request) {}
