package cn.tongban.hub.skeleton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** Reads the requests of a WSDL 1.1 whose schemas stand in it. */
final class WsdlReader {
    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

    private final Element root;
    private final List<Described> found = new ArrayList<>();
    private final List<Todo> todo = new ArrayList<>();

    private WsdlReader(Element root) {
        this.root = root;
    }

    static Reading read(byte[] document) {
        Element root = Documents.xml(document);
        if (!Xml.is(root, WSDL, "definitions")) {
            throw new SkeletonException("这不是 WSDL 1.1。", "This is no WSDL 1.1.");
        }
        return new WsdlReader(root).read();
    }

    private Reading read() {
        Xml.children(root, WSDL, "import").findFirst().ifPresent(other -> {
            throw Documents.external(other.getAttribute("location"));
        });
        List<Element> schemas = Xml.children(root, WSDL, "types")
                .flatMap(types -> Xml.children(types, Xml.XSD, "schema")).toList();
        XsdReader types = new XsdReader(schemas);
        todo.add(new Todo("SOAP",
                "把 WSDL 和 XSD 放进 contract/,在 connector.yaml 写 soap: 一节,在契约中用 x-element 写明元素名",
                "put WSDL and XSD into contract/, write soap: in connector.yaml, and name the element in the contract by"
                        + " x-element"));
        Xml.children(root, WSDL, "portType")
                .flatMap(port -> Xml.children(port, WSDL, "operation"))
                .forEach(operation -> operation(operation, types));
        if (found.isEmpty()) {
            throw new SkeletonException("文件中没有 document 样式的操作。", "The document has no operation of document style.");
        }
        return new Reading("WSDL", found, todo);
    }

    private void operation(Element operation, XsdReader types) {
        String name = operation.getAttribute("name");
        Optional<Element> part = Xml.children(operation, WSDL, "input").findFirst()
                .flatMap(input -> message(Xml.local(input.getAttribute("message"))))
                .flatMap(message -> Xml.children(message, WSDL, "part").findFirst());
        if (part.isEmpty() || !part.get().hasAttribute("element")) {
            todo.add(new Todo(name, "不是 document 样式，未采用", "is not of document style and was not taken"));
            return;
        }
        found.add(types.described(Xml.local(part.get().getAttribute("element")), name, "POST", ""));
    }

    private Optional<Element> message(String name) {
        return Xml.children(root, WSDL, "message").filter(message -> message.getAttribute("name").equals(name)).findFirst();
    }
}
