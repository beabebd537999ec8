package cn.tongban.hub.flow;

import org.jspecify.annotations.Nullable;

/** What a partner answered; only these three headers of an answer are ever looked at. */
record OutAnswer(
        int status, @Nullable String contentType, @Nullable String retryAfter, @Nullable String date, byte[] body) {}
