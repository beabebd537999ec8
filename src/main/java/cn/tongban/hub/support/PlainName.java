package cn.tongban.hub.support;

import java.text.Normalizer;

/** How names of papers are compared: people write them with other spaces and with wide or narrow characters. */
public final class PlainName {
    private PlainName() {}

    /** The name in compatibility form and without white space; equal for names that mean the same paper. */
    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }
}
