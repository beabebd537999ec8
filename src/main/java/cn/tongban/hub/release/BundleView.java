package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Destination;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.xml.XmlContracts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A bundle as far as it can be read: what is broken is missing here and already a finding.
 *
 * @param connectors by id
 * @param routes every route of every file under {@code routes/<flow>/}
 * @param policies ids of the route configurations
 * @param kamelets by name
 * @param documents what may be recorded: canonical schema name to its message types and top fields
 */
record BundleView(
        BundleFiles files,
        MappingLibrary mappings,
        ContractLibrary contracts,
        XmlContracts xml,
        ConnectorCatalogue connectors,
        List<RouteFile> routes,
        Set<String> policies,
        Map<String, KameletFile> kamelets,
        Map<String, CanonicalDocument> documents) {

    /** Message types and top fields of a canonical document. */
    record CanonicalDocument(Set<String> types, Set<String> fields) {
        /** About an entry of a register and no case. */
        boolean isOfRegister() {
            return !fields.contains("caseNo");
        }
    }

    /** Every mapping that has a file, also one that does not compile. */
    List<String> mappingNames() {
        return files.paths("mappings/", ".jslt").stream()
                .filter(path -> path.split("/").length == 3)
                .map(path -> path.substring("mappings/".length(), path.length() - ".jslt".length()))
                .toList();
    }

    /** Every contract of a connector that has a file, also one that does not compile. */
    List<String> contractNames() {
        return files.paths("connectors/", ".schema.json").stream()
                .filter(path -> path.split("/").length == 4 && path.split("/")[2].equals("contract"))
                .map(path -> path.replace("connectors/", "").replace("/contract/", "/").replace(".schema.json", ""))
                .toList();
    }

    /** Has a descriptor that cannot be read: the finding about that is enough. */
    boolean isBroken(String connector) {
        return connectors.find(connector).isEmpty() && files.has("connectors/" + connector + "/connector.yaml");
    }

    boolean hasDoor(String connector) {
        return isBroken(connector) || connectors.find(connector).filter(found -> found.door().isPresent()).isPresent();
    }

    boolean hasSource(String connector) {
        return isBroken(connector) || sources().contains(connector);
    }

    Collection<String> sources() {
        return connectors.all().stream()
                .filter(connector -> connector.source().isPresent())
                .map(ConnectorDescriptor::id)
                .toList();
    }

    /** Something may be addressed there. */
    boolean takesDeliveries(String destination) {
        return isBroken(Destination.of(destination).connector()) || connectors.owning(destination).isPresent();
    }

    /** A delivery route may start there: at a destination, or at a connector for all of its parties. */
    boolean mayCarry(String from) {
        return isBroken(Destination.of(from).connector()) || carried(from).isPresent();
    }

    Collection<String> connectorIds() {
        return connectors.all().stream().map(ConnectorDescriptor::id).toList();
    }

    Optional<ConnectorDescriptor> carried(String from) {
        return connectors.owning(from)
                .or(() -> connectors.find(from).filter(connector -> connector.deliver().isPresent()));
    }

    Collection<String> destinations() {
        return connectors.destinations();
    }

    /** Every place where a delivery route may start. */
    Collection<String> carriable() {
        return Stream.concat(destinations().stream(),
                connectorIds().stream().filter(id -> carried(id).isPresent())).distinct().sorted().toList();
    }

    Set<String> messageTypes() {
        return documents.values().stream()
                .flatMap(document -> document.types().stream())
                .collect(Collectors.toSet());
    }
}
