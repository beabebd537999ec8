package cn.tongban.hub.release;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.GoldenResult;
import cn.tongban.hub.mapping.GoldenRunner;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The third connector is data only: laid over the bundle of this repository it is sound as it stands. */
class ToyBundleTest {
    private final BundleFiles bundle = BundleFiles.fromDirectory(Path.of(""))
            .with(BundleFiles.fromDirectory(Path.of("src/test/resources/bundles/toy")));

    @Test
    void validatorFindsNothing() {
        assertThat(BundleValidator.validate(bundle)).isEmpty();
    }

    @Test
    void goldenExamplesPass() {
        assertThat(GoldenRunner.run(bundle)).allMatch(GoldenResult::passed);
    }
}
