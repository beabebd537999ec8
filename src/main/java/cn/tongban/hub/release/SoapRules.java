package cn.tongban.hub.release;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SoapSettings;
import cn.tongban.hub.xml.Wsdl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What routes and Kamelets say of SOAP: operations that the WSDL has, answers that its callers understand. */
final class SoapRules {
    private final BundleView view;
    private final FindingList findings;

    SoapRules(BundleView view, FindingList findings) {
        this.view = view;
        this.findings = findings;
    }

    /** Every operation of a service has its route; a WSDL that promises more is a fault for its callers. */
    void check() {
        for (ConnectorDescriptor connector : view.connectors().all()) {
            connector.soap().ifPresent(soap -> {
                soap.client().ifPresent(client -> known(connector, client.wsdl()));
                soap.service().filter(service -> known(connector, service.wsdl())).ifPresent(service -> view.xml()
                        .wsdl(connector.id(), service.wsdl()).ifPresent(wsdl -> served(connector, wsdl)));
            });
        }
    }

    private boolean known(ConnectorDescriptor connector, String wsdl) {
        String path = "connectors/" + connector.id() + "/" + wsdl;
        if (!view.files().has(path)) {
            findings.error("connectors/" + connector.id() + "/connector.yaml", 1, "unknown-wsdl", "There is no file " + path
                    + ".", "");
            return false;
        }
        return true;
    }

    private void served(ConnectorDescriptor connector, Wsdl wsdl) {
        String start = "/services/" + connector.id() + "/";
        List<String> routed = view.routes().stream().map(RouteFile::from).flatMap(Optional::stream)
                .filter(from -> from.scheme().equals("platform-http") && from.path().startsWith(start))
                .map(from -> from.path().substring(start.length())).toList();
        wsdl.operations().stream().filter(operation -> !routed.contains(operation)).forEach(operation -> findings.error(
                "connectors/" + connector.id() + "/connector.yaml", 1, "operation-without-route",
                "No route begins at platform-http:" + start + operation + ", which the WSDL promises.", ""));
    }

    /** The door of one operation. */
    void served(String connector, Uri uri) {
        String[] parts = uri.path().split("/", 4);
        String operation = parts.length > 3 ? parts[3] : "";
        wsdl(connector, soap -> soap.service().map(SoapSettings.Service::wsdl)).ifPresentOrElse(
                wsdl -> operation(uri, wsdl, operation),
                () -> noSoap(connector, uri, "service"));
    }

    /** A call of one operation. */
    void called(KameletFile kamelet, Uri uri) {
        String[] parts = uri.path().split("/", 2);
        if (!parts[0].equals(kamelet.connector())) {
            findings.error(uri.node(), "foreign-service", "A Kamelet calls the service of its own connector.", "Write soap:"
                    + kamelet.connector() + "/operation.");
            return;
        }
        wsdl(parts[0], soap -> soap.client().map(SoapSettings.Client::wsdl)).ifPresentOrElse(
                wsdl -> operation(uri, wsdl, parts.length > 1 ? parts[1] : ""),
                () -> noSoap(parts[0], uri, "client"));
    }

    private Optional<Wsdl> wsdl(String connector, Function<SoapSettings, Optional<String>> file) {
        return view.connectors().find(connector).flatMap(ConnectorDescriptor::soap).flatMap(file)
                .flatMap(name -> view.xml().wsdl(connector, name));
    }

    private void operation(Uri uri, Wsdl wsdl, String operation) {
        if (wsdl.operation(operation).isEmpty()) {
            findings.unknown(uri.node(), "unknown-operation", "operation", operation, wsdl.operations());
        }
    }

    /** A WSDL that cannot be read is a finding of its own. */
    private void noSoap(String connector, Uri uri, String side) {
        boolean said = view.connectors().find(connector).flatMap(ConnectorDescriptor::soap).isPresent();
        if (!said && !view.isBroken(connector)) {
            findings.error(uri.node(), "no-soap", "The connector " + connector + " has no soap: " + side + ".");
        }
    }
}
