package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.egress.Egress;
import cn.tongban.hub.egress.Link;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.ItemPairs;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.mapping.ToleranceLists;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.xml.XmlContracts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads and compiles bundles for this node: its environment overrides settings and gives secrets. */
public final class BundleLoader {
    private final Function<String, String> environment;
    private final SecretLoader secrets;
    private final Egress egress;

    /** @param environment a variable's value, or null when it is not set */
    public BundleLoader(Function<String, String> environment, SecretLoader secrets, Egress egress) {
        this.environment = environment;
        this.secrets = secrets;
        this.egress = egress;
    }

    /** @throws cn.tongban.hub.support.HubException BUNDLE_INVALID with places, or SECRET_MISSING */
    public Bundle read(BundleFiles files) {
        ConnectorCatalogue connectors = connectors(files);
        ConnectorSettings settings = ConnectorSettings.of(connectors, environment);
        Secrets values = secrets.load(connectors);
        return compile(files, connectors, settings, values, links(connectors, settings, values));
    }

    /**
     * For trials, on any machine: settings as the bundle says, secrets that stand in for the real ones, and no way to any
     * partner. Only {@link TrialBundle} can start it.
     *
     * @throws cn.tongban.hub.support.HubException BUNDLE_INVALID with places
     */
    public static Bundle readForTrial(BundleFiles files) {
        ConnectorCatalogue connectors = connectors(files);
        ConnectorSettings settings = ConnectorSettings.of(connectors, name -> null);
        return compile(files, connectors, settings, Secrets.standingIn(connectors), Map.of());
    }

    private static ConnectorCatalogue connectors(BundleFiles files) {
        Map<String, byte[]> descriptors = new TreeMap<>();
        files.paths("connectors/", "").forEach(path -> descriptors.put(path, files.bytes(path).orElseThrow()));
        return ConnectorCatalogue.parse(descriptors);
    }

    private static Bundle compile(BundleFiles files, ConnectorCatalogue connectors, ConnectorSettings settings,
            Secrets values, Map<String, Link> links) {
        Bundle bundle = new Bundle(
                files,
                connectors,
                settings,
                values,
                MappingLibrary.compile(files),
                ContractLibrary.compile(files),
                XmlContracts.compile(files),
                ItemCatalogue.read(files),
                WorkCalendar.read(files),
                ToleranceLists.read(files),
                PersonalFields.read(files),
                links);
        ItemPairs.read(files);
        checkStates(bundle);
        checkAnswers(bundle);
        return bundle;
    }

    private Map<String, Link> links(ConnectorCatalogue connectors, ConnectorSettings settings, Secrets values) {
        Map<String, Link> links = new TreeMap<>();
        connectors.all().stream()
                .filter(connector -> connector.deliver().isPresent())
                .forEach(connector -> links.put(connector.id(), egress.link(connector, settings, values)));
        return links;
    }

    private static void checkAnswers(Bundle bundle) {
        bundle.connectors().all().forEach(connector -> connector.door().flatMap(Door::answer)
                .filter(mapping -> !bundle.mappings().has(mapping))
                .ifPresent(mapping -> {
                    String place = "connectors/" + connector.id() + "/connector.yaml#/door/answer";
                    throw new HubException(ErrorCode.BUNDLE_INVALID, place, List.of(
                            new Place(place, "unknown-mapping", "there is no mapping " + mapping)));
                }));
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
