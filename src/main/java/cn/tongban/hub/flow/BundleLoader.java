package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads and compiles bundles for this node: its environment overrides settings and gives secrets. */
public final class BundleLoader {
    private final Function<String, String> environment;
    private final SecretLoader secrets;

    /** @param environment a variable's value, or null when it is not set */
    public BundleLoader(Function<String, String> environment, SecretLoader secrets) {
        this.environment = environment;
        this.secrets = secrets;
    }

    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID with places, or SECRET_MISSING */
    public Bundle read(BundleFiles files) {
        Map<String, byte[]> descriptors = new TreeMap<>();
        files.paths("connectors/", "").forEach(path -> descriptors.put(path, files.bytes(path).orElseThrow()));
        ConnectorCatalogue connectors = ConnectorCatalogue.parse(descriptors);
        Bundle bundle = new Bundle(
                files,
                connectors,
                ConnectorSettings.of(connectors, environment),
                secrets.load(connectors),
                MappingLibrary.compile(files),
                ContractLibrary.compile(files),
                ItemCatalogue.read(files),
                PersonalFields.read(files));
        checkStates(bundle);
        return bundle;
    }

    private static void checkStates(Bundle bundle) {
        bundle.connectors().all().forEach(connector -> {
            try {
                Promises.profile(bundle, connector.id());
            } catch (IllegalArgumentException e) {
                String place = "connectors/" + connector.id() + "/connector.yaml#/steps/implied";
                throw new HubException(ErrorCode.BUNDLE_INVALID, place, List.of(
                        new Place(place, "state", "one of the states of a case")));
            }
        });
    }
}
