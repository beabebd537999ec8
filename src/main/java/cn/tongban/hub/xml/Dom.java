package cn.tongban.hub.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Walking over elements. */
public final class Dom {
    private Dom() {}

    /** The elements directly within, in order. */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The name with its namespace, which is empty for none. */
    public static QName name(Element element) {
        return new QName(element.getNamespaceURI() == null ? "" : element.getNamespaceURI(), element.getLocalName());
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && element.getLocalName().equals(name);
    }

    static List<Element> children(Element parent, String namespace, String name) {
        return children(parent).stream().filter(child -> is(child, namespace, name)).toList();
    }

    /** A qualified name in an attribute, with the namespace that its prefix has there; empty without the attribute. */
    static Optional<QName> qualified(Element place, String attribute) {
        String text = place.getAttribute(attribute).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        String namespace = place.lookupNamespaceURI(colon < 0 ? null : text.substring(0, colon));
        return Optional.of(new QName(namespace == null ? "" : namespace, text.substring(colon + 1)));
    }
}
