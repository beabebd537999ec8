package cn.tongban.hub.connector;

import cn.tongban.hub.support.Digests;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** What the text of a secret must look like. */
public enum SecretForm {
    /** Any text; one that is made is 64 hexadecimal digits. */
    TEXT {
        @Override
        boolean fits(String text) {
            return true;
        }

        @Override
        String write(byte[] random) {
            return Digests.hex(random);
        }

        @Override
        String standIn(String name) {
            return "stand-in-for-" + name;
        }
    },
    /** Base64 of sixteen bytes: a key of SM4. */
    BASE64_16 {
        @Override
        boolean fits(String text) {
            try {
                return Base64.getDecoder().decode(text).length == SM4_KEY;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Override
        String write(byte[] random) {
            return Base64.getEncoder().encodeToString(Arrays.copyOf(random, SM4_KEY));
        }

        @Override
        String standIn(String name) {
            return write(Digests.key("stand-in", name));
        }
    };

    private static final int RANDOM_BYTES = 32;
    private static final int SM4_KEY = 16;

    abstract boolean fits(String text);

    abstract String write(byte[] random);

    /** The same for the same name, and known to everybody. */
    abstract String standIn(String name);

    /** A new one by chance. */
    String generate() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return write(random);
    }
}
