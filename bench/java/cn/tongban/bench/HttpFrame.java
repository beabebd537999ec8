package cn.tongban.bench;

/** Finds where an HTTP/1.1 message ends in a buffer. Only what the benchmark's own parties send: length or chunks. */
final class HttpFrame {
    private HttpFrame() {}

    /** Index after the empty line, or -1. */
    static int headEnd(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Index after the message, or -1 while it is not complete. */
    static int end(byte[] bytes, int length) {
        int head = headEnd(bytes, length);
        if (head < 0) {
            return -1;
        }
        int at = find(bytes, head, "content-length:");
        if (at >= 0) {
            int end = head + number(bytes, at + "content-length:".length());
            return end <= length ? end : -1;
        }
        if (contains(bytes, head, "transfer-encoding: chunked")) {
            return chunksEnd(bytes, head, length);
        }
        return head;
    }

    static boolean contains(byte[] bytes, int head, String lowerCase) {
        return find(bytes, head, lowerCase) >= 0;
    }

    private static int chunksEnd(byte[] bytes, int from, int length) {
        int at = from;
        while (true) {
            int size = 0;
            int digit = at < length ? Character.digit(bytes[at], 16) : -1;
            for (; digit >= 0; digit = at < length ? Character.digit(bytes[at], 16) : -1) {
                size = size * 16 + digit;
                at++;
            }
            at += 2 + size + 2;
            if (at > length) {
                return -1;
            }
            if (size == 0) {
                return at;
            }
        }
    }

    private static int number(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] == ' ') {
            at++;
        }
        int value = 0;
        for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            value = value * 10 + bytes[at] - '0';
        }
        return value;
    }

    private static int find(byte[] bytes, int end, String lowerCase) {
        int length = lowerCase.length();
        for (int i = 0; i + length <= end; i++) {
            int same = 0;
            while (same < length && (bytes[i + same] | (Character.isLetter(lowerCase.charAt(same)) ? 0x20 : 0))
                    == lowerCase.charAt(same)) {
                same++;
            }
            if (same == length) {
                return i;
            }
        }
        return -1;
    }
}
