package cn.tongban.hub.journal;

import java.time.Instant;
import java.util.UUID;

/** A journalled message without its payloads. */
public record MessageRow(
        UUID id,
        String connector,
        String type,
        String caseNo,
        String document,
        String mediaType,
        String traceparent,
        String bundle,
        Instant recordedAt,
        String bodyDigest) {}
