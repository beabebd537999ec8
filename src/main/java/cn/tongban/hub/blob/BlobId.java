package cn.tongban.hub.blob;

import java.util.regex.Pattern;

/**
 * The address of a blob: a digest of its bytes under a key of its case. Equal bytes of one case have one address; without
 * the key nobody can tell what lies there, nor that two cases hold the same.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record BlobId(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public BlobId {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not the address of a blob");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
