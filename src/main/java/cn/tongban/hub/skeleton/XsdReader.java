package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * Turns elements of an XML Schema into contracts for the JSON that stands for them: an element is a field, one that may
 * repeat is an array, an attribute is {@code @name}, text beside attributes is {@code #text}, and every value is text.
 */
final class XsdReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MOST_PARTS = 500;
    private static final int MOST_ELEMENTS = 200;
    private static final int MOST_WORK = 20_000;
    private static final int LONGEST_PLACE = 300;
    /** A contract that is nested deeper is refused. */
    private static final int DEEPEST = 12;
    private static final Set<String> LOST = Set.of("any", "anyAttribute", "union", "list", "unique", "key", "keyref",
            "redefine", "override", "assert", "alternative", "openContent");

    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final Map<String, Element> types = new HashMap<>();
    private final Map<String, Element> groups = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> parts = new TreeSet<>();
    private List<Todo> todo = new ArrayList<>();
    private int work;

    XsdReader(List<Element> schemas) {
        schemas.forEach(this::global);
    }

    static Reading read(byte[] document) {
        Element root = Documents.xml(document);
        if (!Xml.is(root, Xml.XSD, "schema")) {
            throw new SkeletonException("这不是 XML Schema。", "This is no XML Schema.");
        }
        XsdReader reader = new XsdReader(List.of(root));
        List<Described> found = new ArrayList<>();
        reader.elements.keySet().stream().limit(MOST_ELEMENTS).forEach(name -> found.add(reader.described(name, name, "POST", "")));
        if (found.isEmpty()) {
            throw new SkeletonException("文件中没有全局元素。", "The document has no global element.");
        }
        return new Reading("XSD", found, List.of(new Todo("XML",
                "枢纽只收发 JSON：契约描述的是该 XML 对应的 JSON（元素为字段，可重复的为数组，属性为 @名称，所有值为文本），XML 的收发需由网关完成",
                "the hub carries JSON only: the contract is about the JSON that stands for this XML (elements are fields,"
                        + " those that may repeat arrays, attributes @name, every value text); a gateway has to speak XML")));
    }

    private void global(Element schema) {
        for (Element child : Xml.children(schema)) {
            String name = child.getAttribute("name");
            switch (child.getLocalName()) {
                case "element" -> elements.putIfAbsent(name, child);
                case "complexType", "simpleType" -> types.putIfAbsent(name, child);
                case "group", "attributeGroup" -> groups.putIfAbsent(child.getLocalName() + name, child);
                case "include", "redefine", "override" -> throw Documents.external(child.getAttribute("schemaLocation"));
                case "import" -> {
                    if (child.hasAttribute("schemaLocation")) {
                        throw Documents.external(child.getAttribute("schemaLocation"));
                    }
                }
                default -> { }
            }
        }
    }

    Described described(String element, String label, String method, String path) {
        todo = new ArrayList<>();
        parts.clear();
        work = 0;
        Element root = Optional.ofNullable(elements.get(element)).orElseThrow(() ->
                new SkeletonException("文件中没有元素 " + element, "The document has no element " + element));
        ObjectNode contract = NODES.objectNode().put("$schema", DRAFT).put("title", label);
        contract.setAll(element(root, element));
        ObjectNode defs = NODES.objectNode();
        while (!open.isEmpty()) {
            String type = open.pop();
            defs.set(type, type(types.get(type), type));
        }
        if (!defs.isEmpty()) {
            contract.set("$defs", defs);
            Recursion.cut(contract, todo);
        }
        return new Described(Names.from(label, "request"), label, method, path, contract, todo);
    }

    private ObjectNode element(Element element, String where) {
        String type = element.getAttribute("type");
        ObjectNode schema = Xml.children(element, Xml.XSD, "complexType").findFirst()
                .or(() -> Xml.child(element, "simpleType"))
                .map(inner -> type(inner, where))
                .orElseGet(() -> named(element, type, where));
        if (element.getAttribute("nillable").equals("true")) {
            note(where, "xsi:nil");
        }
        if (element.hasAttribute("substitutionGroup") || element.getAttribute("abstract").equals("true")) {
            note(where, "substitutionGroup");
        }
        return schema;
    }

    private ObjectNode named(Element place, String type, String where) {
        if (type.isEmpty() || Xml.isIn(place, type, Xml.XSD)) {
            return XsdSimple.builtIn(type);
        }
        String local = Xml.local(type);
        if (!types.containsKey(local)) {
            note(where, "type " + type);
            return NODES.objectNode();
        }
        if (parts.add(local)) {
            if (parts.size() > MOST_PARTS) {
                throw tooLarge();
            }
            open.add(local);
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + local);
    }

    private ObjectNode type(Element type, String where) {
        if (type.getLocalName().equals("simpleType")) {
            return simple(type, where);
        }
        Optional<Element> content = Xml.child(type, "simpleContent").or(() -> Xml.child(type, "complexContent"));
        ObjectNode schema = NODES.objectNode().put("type", "object");
        Element body = content.flatMap(c -> Xml.child(c, "extension").or(() -> Xml.child(c, "restriction"))).orElse(type);
        if (type.getAttribute("mixed").equals("true")) {
            note(where, "mixed");
        }
        if (content.isPresent() && content.get().getLocalName().equals("simpleContent")) {
            properties(schema).set("#text", named(body, body.getAttribute("base"), where));
        } else if (content.isPresent()) {
            base(schema, body, where);
        }
        fields(schema, body, true, where);
        return schema;
    }

    /** The fields of the type that is extended stand in front of its own. */
    private void base(ObjectNode schema, Element extension, String where) {
        Element base = types.get(Xml.local(extension.getAttribute("base")));
        if (base == null || where.length() > LONGEST_PLACE) {
            note(where, "base " + extension.getAttribute("base"));
        } else if (extension.getLocalName().equals("extension")) {
            ObjectNode inherited = type(base, where + "/");
            schema.setAll(inherited);
        }
    }

    private ObjectNode simple(Element type, String where) {
        Optional<Element> restriction = Xml.child(type, "restriction");
        if (restriction.isEmpty()) {
            note(where, "union, list");
            return XsdSimple.builtIn("");
        }
        return XsdSimple.restricted(restriction.get(), named(restriction.get(), restriction.get().getAttribute("base"),
                where));
    }

    /** Groups that hold themselves would double with each level. */
    private void fields(ObjectNode schema, Element parent, boolean always, String where) {
        if (++work > MOST_WORK) {
            throw tooLarge();
        }
        for (Element child : Xml.children(parent)) {
            boolean needed = always && !child.getAttribute("minOccurs").equals("0");
            switch (child.getLocalName()) {
                case "sequence", "all" -> fields(schema, child, needed, where);
                case "choice" -> {
                    note(where, "choice");
                    fields(schema, child, false, where);
                }
                case "group", "attributeGroup" -> group(schema, child, needed, where);
                case "element" -> field(schema, child, needed, where);
                case "attribute" -> attribute(schema, child, where);
                default -> {
                    if (LOST.contains(child.getLocalName())) {
                        note(where, child.getLocalName());
                    }
                }
            }
        }
    }

    private void group(ObjectNode schema, Element reference, boolean needed, String where) {
        Element group = groups.get(reference.getLocalName() + Xml.local(reference.getAttribute("ref")));
        if (group == null || where.length() > LONGEST_PLACE) {
            note(where, "group " + reference.getAttribute("ref"));
        } else {
            fields(schema, group, needed, where + "/");
        }
    }

    private static boolean tooDeep(String where) {
        return where.length() > LONGEST_PLACE || where.chars().filter(c -> c == '/').count() > DEEPEST;
    }

    private void field(ObjectNode schema, Element element, boolean needed, String where) {
        String ref = element.getAttribute("ref");
        Element declared = ref.isEmpty() ? element : elements.getOrDefault(Xml.local(ref), element);
        String name = ref.isEmpty() ? element.getAttribute("name") : Xml.local(ref);
        if (tooDeep(where)) {
            note(name, "recursion");
            return;
        }
        ObjectNode value = element(declared, where + "/" + name);
        String most = element.getAttribute("maxOccurs");
        boolean many = !most.isEmpty() && !most.equals("1") && !most.equals("0");
        ObjectNode put = many ? NODES.objectNode().put("type", "array").set("items", value) : value;
        properties(schema).set(name, put);
        if (needed) {
            required(schema, name);
        }
    }

    private void attribute(ObjectNode schema, Element attribute, String where) {
        String name = "@" + (attribute.hasAttribute("name") ? attribute.getAttribute("name")
                : Xml.local(attribute.getAttribute("ref")));
        ObjectNode value = Xml.child(attribute, "simpleType").map(type -> simple(type, where))
                .orElseGet(() -> named(attribute, attribute.getAttribute("type"), where));
        properties(schema).set(name, value);
        if (attribute.getAttribute("use").equals("required")) {
            required(schema, name);
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.withObject("/properties");
    }

    private static void required(ObjectNode schema, String name) {
        ArrayNode required = schema.withArray("/required");
        required.add(name);
    }

    private static SkeletonException tooLarge() {
        return new SkeletonException("文件太大，或者互相嵌套。", "The document is too large, or its parts hold each other.");
    }

    private void note(String where, String what) {
        todo.add(new Todo(where, "XSD 的 " + what + " 没有写进契约", "of the XSD, " + what + " is not in the contract"));
    }
}
