package cn.tongban.hub.delivery;

/** What a destination says to a request that asks for something, besides having taken it. */
public enum Reply {
    /** Nothing, or nothing yet. */
    NONE,
    GRANTED,
    REFUSED,
    /** Nothing any more: a person gave the delivery up. */
    GIVEN_UP
}
