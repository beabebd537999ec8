package cn.tongban.hub.xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A contract between two SOAP systems (WSDL 1.1, document style with literal elements): its operations and its text.
 * Immutable.
 */
public final class Wsdl {
    static final String NAMESPACE = "http://schemas.xmlsoap.org/wsdl/";

    private static final List<String> SOAP =
            List.of("http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/");

    private final QName service;
    private final QName port;
    private final Map<String, Operation> operations;
    private final Document whole;

    /**
     * One operation.
     *
     * @param action as the caller says it in {@code SOAPAction}; may be empty
     * @param input the element that is asked with
     * @param output the element that answers
     */
    public record Operation(String name, String action, QName input, QName output) {}

    private Wsdl(QName service, QName port, Map<String, Operation> operations, Document whole) {
        this.service = service;
        this.port = port;
        this.operations = operations;
        this.whole = whole;
    }

    static Wsdl read(String path, Document document, Optional<XmlContract> contract) {
        Element root = document.getDocumentElement();
        if (!Dom.is(root, NAMESPACE, "definitions")) {
            throw new XsdException(path, "wsdl-shape", "This is no WSDL 1.1.");
        }
        if (!Dom.children(root, NAMESPACE, "import").isEmpty()) {
            throw new XsdException(path, "wsdl-import", "A WSDL stands in one file.");
        }
        String namespace = root.getAttribute("targetNamespace");
        Element service = Dom.children(root, NAMESPACE, "service").stream().findFirst().orElseThrow(
                () -> new XsdException(path, "wsdl-shape", "There is no service."));
        Element port = Dom.children(service, NAMESPACE, "port").stream().findFirst().orElseThrow(
                () -> new XsdException(path, "wsdl-shape", "The service has no port."));
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Element type : Dom.children(root, NAMESPACE, "portType")) {
            Dom.children(type, NAMESPACE, "operation").forEach(operation -> {
                Operation read = operation(path, root, operation);
                contract(path, contract, read);
                if (operations.put(read.name(), read) != null) {
                    throw new XsdException(path, "wsdl-operation", "Two operations are called " + read.name() + ".");
                }
            });
        }
        contract.ifPresent(schemas -> inline(document, schemas));
        return new Wsdl(new QName(namespace, service.getAttribute("name")), new QName(namespace, port.getAttribute("name")),
                Map.copyOf(operations), document);
    }

    private static void contract(String path, Optional<XmlContract> contract, Operation operation) {
        for (QName name : List.of(operation.input(), operation.output())) {
            if (contract.isEmpty() || !contract.get().has(name)) {
                throw new XsdException(path, "wsdl-element", "Operation " + operation.name() + ": there is no element "
                        + name + ".");
            }
        }
    }

    /** The service's name. */
    public QName service() {
        return service;
    }

    /** The first port's name. */
    public QName port() {
        return port;
    }

    public Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }

    /** The operation that is asked for with this element; what else a caller says of it counts for nothing. */
    public Optional<Operation> asked(QName element) {
        return operations.values().stream().filter(operation -> operation.input().equals(element)).findFirst();
    }

    /** Names of all operations. */
    public List<String> operations() {
        return operations.keySet().stream().sorted().toList();
    }

    /**
     * The text for callers, all schemas within.
     *
     * @param address where the service is
     */
    public String text(String address) {
        Document copy = XmlReader.empty();
        copy.appendChild(copy.importNode(whole.getDocumentElement(), true));
        for (String soap : SOAP) {
            var addresses = copy.getElementsByTagNameNS(soap, "address");
            for (int i = 0; i < addresses.getLength(); i++) {
                ((Element) addresses.item(i)).setAttribute("location", address);
            }
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + XmlWriter.text(copy);
    }

    private static void inline(Document document, XmlContract contract) {
        Element root = document.getDocumentElement();
        Dom.children(root, NAMESPACE, "types").forEach(root::removeChild);
        String prefix = root.getPrefix() == null ? "" : root.getPrefix() + ":";
        Element types = document.createElementNS(NAMESPACE, prefix + "types");
        contract.schemas().values().forEach(schema -> {
            Element own = (Element) document.importNode(schema, true);
            Dom.children(own).stream().filter(child -> child.getLocalName().equals("import"))
                    .forEach(imported -> imported.removeAttribute("schemaLocation"));
            types.appendChild(own);
        });
        root.insertBefore(types, Dom.children(root).get(0));
    }

    private static Operation operation(String path, Element root, Element operation) {
        String name = operation.getAttribute("name");
        if (!name.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
            throw new XsdException(path, "wsdl-operation", "An operation's name is of letters and digits: " + name + ".");
        }
        return new Operation(name, action(root, name), element(path, root, operation, "input"),
                element(path, root, operation, "output"));
    }

    private static QName element(String path, Element root, Element operation, String direction) {
        return Dom.children(operation, NAMESPACE, direction).stream().findFirst()
                .flatMap(side -> Dom.qualified(side, "message"))
                .flatMap(message -> Dom.children(root, NAMESPACE, "message").stream()
                        .filter(one -> one.getAttribute("name").equals(message.getLocalPart())).findFirst())
                .flatMap(message -> Dom.children(message, NAMESPACE, "part").stream().findFirst())
                .flatMap(part -> Dom.qualified(part, "element"))
                .orElseThrow(() -> new XsdException(path, "wsdl-style", "Operation " + operation.getAttribute("name")
                        + " has no " + direction + " of document style."));
    }

    private static String action(Element root, String operation) {
        return Dom.children(root, NAMESPACE, "binding").stream()
                .flatMap(binding -> Dom.children(binding, NAMESPACE, "operation").stream())
                .filter(bound -> bound.getAttribute("name").equals(operation))
                .flatMap(bound -> Dom.children(bound).stream())
                .filter(child -> SOAP.contains(String.valueOf(child.getNamespaceURI())))
                .map(child -> child.getAttribute("soapAction"))
                .filter(action -> !action.isEmpty())
                .findFirst().orElse("");
    }
}
