package cn.tongban.hub.xml;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Holds a document against its XML Schema. The sentences of the parser quote values, so only its rules are kept. */
final class XsdCheck {
    private static final int MOST = 20;
    private static final String CURRENT = "http://apache.org/xml/properties/dom/current-element-node";
    private static final Pattern RULE = Pattern.compile("^([a-zA-Z]+-[a-zA-Z0-9.-]+):");
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("cvc-pattern-valid", "Does not have the form that the contract wants."),
            Map.entry("cvc-enumeration-valid", "Is none of the values that the contract lists."),
            Map.entry("cvc-minLength-valid", "Is too short."),
            Map.entry("cvc-maxLength-valid", "Is too long."),
            Map.entry("cvc-length-valid", "Does not have the length that the contract wants."),
            Map.entry("cvc-minInclusive-valid", "Is too small."),
            Map.entry("cvc-maxInclusive-valid", "Is too large."),
            Map.entry("cvc-datatype-valid.1.2.1", "Is not of the type that the contract wants."),
            Map.entry("cvc-complex-type.2.4.a", "An element here is not the one that the contract wants next."),
            Map.entry("cvc-complex-type.2.4.b", "An element is missing at the end."),
            Map.entry("cvc-complex-type.2.4.d", "An element here is one too many."),
            Map.entry("cvc-complex-type.3.2.2", "The contract has no such attribute."),
            Map.entry("cvc-complex-type.4", "An attribute is missing."),
            Map.entry("cvc-elt.1.a", "The contract has no such document."));

    private XsdCheck() {}

    /** @param at XPath of what is around the document; empty for nothing */
    static List<Place> places(Schema schema, Element document, String at) {
        Validator validator = schema.newValidator();
        Collector collector = new Collector(validator, document, at);
        validator.setErrorHandler(collector);
        try {
            validator.validate(new DOMSource(document));
        } catch (SAXException | IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "checking XML against its schema");
        }
        return List.copyOf(collector.places);
    }

    /** {@code /CASE/BASE/ATTR[2]}: by local names, counted where there are several. */
    static String path(Element element, Node root) {
        StringBuilder path = new StringBuilder();
        for (Node at = element; at instanceof Element one; at = at.getParentNode()) {
            path.insert(0, "/" + one.getLocalName() + position(one));
            if (at == root) {
                break;
            }
        }
        return path.toString();
    }

    private static String position(Element element) {
        if (!(element.getParentNode() instanceof Element parent)) {
            return "";
        }
        List<Element> alike = new ArrayList<>(Dom.children(parent));
        alike.removeIf(other -> !other.getLocalName().equals(element.getLocalName()));
        return alike.size() < 2 ? "" : "[" + (alike.indexOf(element) + 1) + "]";
    }

    private static final class Collector implements ErrorHandler {
        private final Validator validator;
        private final Element root;
        private final String around;
        private final Set<Place> places = new LinkedHashSet<>();

        Collector(Validator validator, Element root, String around) {
            this.validator = validator;
            this.root = root;
            this.around = around;
        }

        @Override
        public void warning(SAXParseException e) {
            // Of no weight.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            Matcher found = RULE.matcher(String.valueOf(e.getMessage()));
            String rule = found.find() ? found.group(1) : "xsd";
            // Said in other words again by the rule that holds the type.
            if (places.size() < MOST && !rule.equals("cvc-type.3.1.3") && !rule.equals("cvc-attribute.3")) {
                Element at = validator.getProperty(CURRENT) instanceof Element current ? current : root;
                places.add(new Place(around + path(at, root), rule,
                        SENTENCES.getOrDefault(rule, "Breaks a rule of the contract.")));
            }
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }
}
