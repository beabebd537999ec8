package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.mapping.GoldenRunner;
import java.util.List;

/** Runs the tests that a bundle carries with itself. A bundle that fails one cannot be deployed. */
public final class BundleTests {
    private BundleTests() {}

    /**
     * Every golden example.
     *
     * @throws cn.tongban.hub.support.HubException BUNDLE_INVALID when a mapping or contract does not compile
     */
    public static List<GoldenResult> run(BundleFiles files) {
        return GoldenRunner.run(files);
    }
}
