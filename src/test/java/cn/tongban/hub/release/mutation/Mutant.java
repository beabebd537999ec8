package cn.tongban.hub.release.mutation;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.function.Supplier;

/**
 * A bundle with one fault in it.
 *
 * @param file where the fault was made; it may be gone now
 * @param line of the fault, 1 for a whole file
 * @param change what was there and what is there now, for people
 * @param made makes the bundle; only when it is wanted, for there are thousands
 */
record Mutant(String operator, String file, int line, String change, Supplier<BundleFiles> made) {
    BundleFiles bundle() {
        return made.get();
    }

    @Override
    public String toString() {
        return operator + " " + file + ":" + line + " " + change;
    }
}
