package cn.tongban.hub.support;

import static cn.tongban.hub.support.ErrorKind.DEFECT;
import static cn.tongban.hub.support.ErrorKind.DOUBT;
import static cn.tongban.hub.support.ErrorKind.REJECT;
import static cn.tongban.hub.support.ErrorKind.RETRY;

import java.util.Locale;

/**
 * Every stable error code of the hub. The texts live in {@code i18n/messages*.properties} under {@code error.<code>},
 * the table for readers in {@code docs/error-codes.md}; a test compares the three.
 */
public enum ErrorCode {
    BODY_NOT_JSON(400, REJECT),
    BODY_NOT_XML(400, REJECT),
    BODY_NOT_SOAP(400, REJECT),
    OPERATION_UNKNOWN(404, REJECT),
    BODY_TRUNCATED(400, REJECT),
    BODY_TOO_LARGE(413, REJECT),
    BODY_TOO_DEEP(400, REJECT),
    CHARSET_UNREADABLE(400, REJECT),
    CONTENT_TYPE_MISSING(415, REJECT),
    CONTENT_TYPE_UNSUPPORTED(415, REJECT),
    ID_MALFORMED(400, REJECT),
    CONTRACT_VIOLATION(422, REJECT),
    UNKNOWN_ITEM(422, REJECT),
    ITEM_NOT_PUBLISHED(404, REJECT),
    ITEM_NOT_IN_USE(422, REJECT),
    ITEM_NOT_UNIFIED(422, REJECT),
    ITEM_EXCLUDED(422, REJECT),
    DEBT_NOT_TOLERABLE(422, REJECT),
    DEBT_PROMISE_TOO_LONG(422, REJECT),
    COMMITMENT_NOT_LISTED(422, REJECT),
    COMMITMENT_MISSING(422, REJECT),
    UNKNOWN_CODE(422, DEFECT),
    MAPPING_FAILED(422, DEFECT),
    SENDER_UNKNOWN(401, REJECT),
    SIGNATURE_MISSING(401, REJECT),
    SIGNATURE_WRONG(401, REJECT),
    TIMESTAMP_STALE(401, REJECT),
    NONCE_REPLAYED(401, REJECT),
    KEY_REUSED(409, REJECT),
    CASE_VERSION_CONFLICT(409, REJECT),
    CASE_UNKNOWN(404, REJECT),
    CASE_STEP_IMPOSSIBLE(409, REJECT),
    CASE_ENDED(409, REJECT),
    MATERIAL_EMPTY(422, REJECT),
    MATERIAL_TOO_LARGE(413, REJECT),
    MATERIAL_TYPE_REFUSED(415, REJECT),
    MATERIAL_TYPE_MISMATCH(422, REJECT),
    MATERIAL_NAME_INVALID(400, REJECT),
    MATERIAL_DIGEST_WRONG(422, REJECT),
    MATERIAL_UNSAFE(422, REJECT),
    MATERIALS_TOO_MANY(422, REJECT),
    MATERIALS_TOO_LARGE(422, REJECT),
    MATERIAL_UNKNOWN(404, REJECT),
    MESSAGE_UNKNOWN(404, REJECT),
    DELIVERY_UNKNOWN(404, REJECT),
    CONNECTOR_UNKNOWN(404, REJECT),
    PARCEL_UNKNOWN(404, REJECT),
    NOT_POSSIBLE_NOW(409, REJECT),
    REPAIRED_MEANWHILE(409, REJECT),
    TOO_OFTEN(429, REJECT),
    EXAMPLE_UNSAFE(409, REJECT),
    REASON_MISSING(422, REJECT),
    PATCH_INVALID(422, REJECT),
    NOT_FOUND(404, REJECT),
    METHOD_NOT_ALLOWED(405, REJECT),
    REQUEST_INVALID(400, REJECT),
    TOKEN_MISSING(401, REJECT),
    SCOPE_MISSING(403, REJECT),
    LOGIN_TAKEN(409, REJECT),
    ROLES_APART(422, REJECT),
    PASSWORD_WEAK(422, REJECT),
    PASSWORD_WRONG(403, REJECT),
    CODE_WRONG(422, REJECT),
    DATABASE_UNAVAILABLE(503, RETRY),
    CLAIM_LOST(503, RETRY),
    OVERLOADED(503, RETRY),
    STREAMS_FULL(503, RETRY),
    STORAGE_LOW(503, RETRY),
    STOPPING(503, RETRY),
    DESTINATION_UNREACHABLE(502, RETRY),
    TICKET_UNAVAILABLE(502, RETRY),
    LIST_REFUSED(502, RETRY),
    ANSWER_LOST(502, DOUBT),
    ANSWER_UNREADABLE(502, DOUBT),
    ANSWER_UNPROVEN(502, DOUBT),
    RECEIPT_FOREIGN(502, DOUBT),
    DESTINATION_REFUSED(502, REJECT),
    LEFT_OUT(409, REJECT),
    BUNDLE_INVALID(422, DEFECT),
    BUNDLE_UNKNOWN(404, REJECT),
    BUNDLE_LABEL_TAKEN(409, REJECT),
    BUNDLE_MOVED_ON(409, REJECT),
    DEPLOYMENT_UNKNOWN(404, REJECT),
    APPROVAL_BY_SAME_PERSON(403, REJECT),
    SECRET_MISSING(500, DEFECT),
    BROKER_REFUSED(500, DEFECT),
    NO_ROUTE(500, DEFECT),
    INTERNAL(500, DEFECT);

    private final int status;
    private final ErrorKind kind;

    ErrorCode(int status, ErrorKind kind) {
        this.status = status;
        this.kind = kind;
    }

    /** The stable name on the wire, for example {@code unknown-item}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such code */
    public static ErrorCode of(String code) {
        return valueOf(code.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** The HTTP status that goes with it at a door or in the management API. */
    public int status() {
        return status;
    }

    public ErrorKind kind() {
        return kind;
    }
}
