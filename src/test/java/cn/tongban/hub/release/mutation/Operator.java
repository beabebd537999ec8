package cn.tongban.hub.release.mutation;

import cn.tongban.hub.mapping.BundleFiles;
import java.util.List;

/** One way in which engineers break a bundle. */
interface Operator {
    String name();

    /** Every mutant that this makes of one file, in the order of its lines. */
    List<Mutant> mutants(BundleFiles bundle, String path);
}
