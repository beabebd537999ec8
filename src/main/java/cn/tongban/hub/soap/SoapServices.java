package cn.tongban.hub.soap;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.connector.SoapSettings;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.xml.Wsdl;
import cn.tongban.hub.xml.XmlContract;
import cn.tongban.hub.xml.XmlContracts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.bus.CXFBusFactory;
import org.jspecify.annotations.Nullable;

/**
 * The SOAP ends of one running bundle: services that are called, clients that call. All of them hang on a bus of their
 * own, so that two bundles never share an address, and end with it. Without a connector that speaks SOAP there is no bus.
 */
public final class SoapServices implements AutoCloseable {
    private final Map<String, SoapService> services = new TreeMap<>();
    private final Map<String, SoapClient> clients = new TreeMap<>();
    private @Nullable Bus bus;

    /**
     * What the SOAP ends are made of.
     *
     * @param firstUse true exactly once for each text within a quarter of an hour, on all nodes together
     */
    public record Parts(ConnectorCatalogue connectors, XmlContracts contracts, ConnectorSettings settings, Secrets secrets,
            Predicate<String> firstUse, Clock clock) {}

    private SoapServices() {}

    /**
     * @param secured false in a trial, where neither requests nor answers prove anybody
     * @throws HubException BUNDLE_INVALID when a WSDL that a connector names is not there
     */
    public static SoapServices start(Parts parts, boolean secured) {
        SoapServices all = new SoapServices();
        List<ConnectorDescriptor> speaking =
                parts.connectors().all().stream().filter(connector -> connector.soap().isPresent()).toList();
        if (speaking.isEmpty()) {
            return all;
        }
        Bus bus = newBus();
        all.bus = bus;
        try {
            speaking.forEach(connector -> all.add(bus, connector, parts, secured));
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** What a connector's system calls; empty when it calls nothing. */
    public Optional<SoapService> service(String connector) {
        return Optional.ofNullable(services.get(connector));
    }

    /** What calls a connector's system; empty when nothing does. */
    public Optional<SoapClient> client(String connector) {
        return Optional.ofNullable(clients.get(connector));
    }

    private void add(Bus on, ConnectorDescriptor connector, Parts parts, boolean secured) {
        SoapSettings settings = connector.soap().orElseThrow();
        settings.service().ifPresent(service -> services.put(connector.id(), SoapService.start(
                on, connector, contract(connector, parts, service.wsdl()),
                service.address().flatMap(name -> parts.settings().find(connector.id(), name)),
                new Callers(connector, parts.secrets(), parts.clock()))));
        settings.client().ifPresent(client -> clients.put(connector.id(), SoapClient.start(
                on, connector, contract(connector, parts, client.wsdl()),
                secured ? client.security().map(security -> new OwnProof(connector, security, parts)) : Optional.empty())));
    }

    private static Contract contract(ConnectorDescriptor connector, Parts parts, String file) {
        Wsdl wsdl = parts.contracts().wsdl(connector.id(), file).orElseThrow(
                () -> new HubException(ErrorCode.BUNDLE_INVALID, "connectors/" + connector.id() + "/" + file));
        XmlContract schemas = parts.contracts().of(connector.id()).orElseThrow();
        return new Contract(wsdl, schemas);
    }

    /** Both default buses of CXF are static: none of ours may become one. */
    private static Bus newBus() {
        Bus before = BusFactory.getThreadDefaultBus(false);
        Bus bus = new CXFBusFactory().createBus();
        if (BusFactory.getDefaultBus(false) == bus) {
            BusFactory.setDefaultBus(null);
        }
        BusFactory.setThreadDefaultBus(before);
        return bus;
    }

    @Override
    public void close() {
        services.values().forEach(SoapService::close);
        clients.values().forEach(SoapClient::close);
        if (bus != null) {
            bus.shutdown(true);
        }
    }
}
