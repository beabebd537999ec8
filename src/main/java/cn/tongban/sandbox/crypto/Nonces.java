package cn.tongban.sandbox.crypto;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers the newest nonces, bounded by number: a simulator sees no more in fifteen minutes than a test sends. */
public final class Nonces {
    private static final int LIMIT = 100_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LIMIT;
        }
    });

    /** True when the nonce is new. */
    synchronized boolean add(String nonce) {
        return seen.add(nonce);
    }

    /** A fresh nonce, 32 URL-safe characters. */
    public static String fresh() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
