package cn.tongban.hub.fault;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A platform that knows no repeats and cannot be asked: whenever an answer is missing, a person decides. */
class ConfirmingPlatformContractIT extends CityPlatformContractIT {
    @Override
    public World start(Path folder) {
        TestBundle bundle = TestBundle.quick(folder.resolve("bundle"))
                .replace("connectors/city-platform/connector.yaml", "doubt: probe", "doubt: confirm");
        return World.start(folder, bundle, UnaryOperator.identity());
    }
}
