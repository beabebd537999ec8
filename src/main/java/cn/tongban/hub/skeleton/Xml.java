package cn.tongban.hub.skeleton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Walking over elements of XML Schema and WSDL. */
final class Xml {
    static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private Xml() {}

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static Stream<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream().filter(child -> is(child, namespace, name));
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && element.getLocalName().equals(name);
    }

    static Optional<Element> child(Element parent, String name) {
        return children(parent, XSD, name).findFirst();
    }

    /** The part of a qualified name behind its colon. */
    static String local(String qualified) {
        return qualified.substring(qualified.indexOf(':') + 1);
    }

    /** Whether the prefix of a qualified name stands for this namespace where it is used. */
    static boolean isIn(Element place, String qualified, String namespace) {
        int colon = qualified.indexOf(':');
        String uri = place.lookupNamespaceURI(colon < 0 ? null : qualified.substring(0, colon));
        return namespace.equals(uri);
    }
}
