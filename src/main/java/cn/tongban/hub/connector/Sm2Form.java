package cn.tongban.hub.connector;

import java.util.Map;

/**
 * How a partner writes an SM2 ciphertext. Every one of these differs from party to party, and a wrong one looks like a
 * wrong key; so each is said, and none is guessed.
 *
 * @param order of its three parts
 * @param prefix whether the point begins with the byte 04
 * @param encoding of the whole as text
 */
public record Sm2Form(Order order, boolean prefix, Encoding encoding) {
    /** C1 is the point, C2 the sealed text, C3 its digest. */
    public enum Order {
        /** GB/T 32918.4-2016. */
        C1C3C2,
        /** The drafts before it. */
        C1C2C3
    }

    /** The bytes as text. */
    public enum Encoding {
        HEX,
        BASE64
    }

    /**
     * From the plain settings {@code sm2-order}, {@code sm2-prefix} and {@code sm2-encoding} of a connector.
     *
     * @throws IllegalArgumentException when one is missing or says something else
     */
    public static Sm2Form of(Map<String, String> settings) {
        return new Sm2Form(
                switch (said(settings, "sm2-order")) {
                    case "C1C3C2" -> Order.C1C3C2;
                    case "C1C2C3" -> Order.C1C2C3;
                    default -> throw wrong("sm2-order", "C1C3C2 or C1C2C3");
                },
                switch (said(settings, "sm2-prefix")) {
                    case "04" -> true;
                    case "none" -> false;
                    default -> throw wrong("sm2-prefix", "04 or none");
                },
                switch (said(settings, "sm2-encoding")) {
                    case "hex" -> Encoding.HEX;
                    case "base64" -> Encoding.BASE64;
                    default -> throw wrong("sm2-encoding", "hex or base64");
                });
    }

    private static String said(Map<String, String> settings, String name) {
        return settings.getOrDefault(name, "");
    }

    private static IllegalArgumentException wrong(String name, String values) {
        return new IllegalArgumentException("the setting " + name + " is " + values);
    }
}
