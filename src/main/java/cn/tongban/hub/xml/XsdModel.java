package cn.tongban.hub.xml;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.ws.commons.schema.XmlSchemaAll;
import org.apache.ws.commons.schema.XmlSchemaAppInfo;
import org.apache.ws.commons.schema.XmlSchemaAttribute;
import org.apache.ws.commons.schema.XmlSchemaAttributeGroup;
import org.apache.ws.commons.schema.XmlSchemaAttributeGroupRef;
import org.apache.ws.commons.schema.XmlSchemaChoice;
import org.apache.ws.commons.schema.XmlSchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaComplexContentExtension;
import org.apache.ws.commons.schema.XmlSchemaComplexContentRestriction;
import org.apache.ws.commons.schema.XmlSchemaComplexType;
import org.apache.ws.commons.schema.XmlSchemaContent;
import org.apache.ws.commons.schema.XmlSchemaElement;
import org.apache.ws.commons.schema.XmlSchemaGroupRef;
import org.apache.ws.commons.schema.XmlSchemaParticle;
import org.apache.ws.commons.schema.XmlSchemaSequence;
import org.apache.ws.commons.schema.XmlSchemaSimpleContentExtension;
import org.apache.ws.commons.schema.XmlSchemaSimpleContentRestriction;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeRestriction;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.jspecify.annotations.Nullable;

/** Reads shapes from XML Schemas. What has no JSON form, as mixed content and wildcards, is refused and never left out. */
final class XsdModel {
    /** {@code <xs:appinfo source="urn:tongban:document">CASE GBK</xs:appinfo>} at an element of characters. */
    static final String DOCUMENT = "urn:tongban:document";

    private static final String XSD = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final Shape.Text STRING = new Shape.Text(Shape.Kind.STRING, null);

    private final String path;
    private final XmlSchemaCollection schemas;
    private final Map<XmlSchemaComplexType, Shape.Complex> types = new HashMap<>();

    XsdModel(String path, XmlSchemaCollection schemas) {
        this.path = path;
        this.schemas = schemas;
    }

    /** Every global element. */
    Map<QName, Shape> elements() {
        Map<QName, Shape> elements = new HashMap<>();
        for (var schema : schemas.getXmlSchemas()) {
            if (!XSD.equals(schema.getTargetNamespace())) {
                schema.getElements().forEach((name, element) -> elements.put(name, shape(element)));
            }
        }
        return elements;
    }

    private Shape shape(XmlSchemaElement element) {
        if (element.isAbstract() || element.getSubstitutionGroup() != null) {
            throw unsupported("substitution groups", element.getName());
        }
        XmlSchemaType type = element.getSchemaType() != null ? element.getSchemaType()
                : element.getSchemaTypeName() == null ? null : schemas.getTypeByQName(element.getSchemaTypeName());
        if (type == null) {
            throw unsupported("elements without a type", element.getName());
        }
        Optional<Shape.Inner> inner = inner(element);
        if (inner.isPresent()) {
            return new Shape.Text(Shape.Kind.DOCUMENT, inner.get());
        }
        return type(type, element.getName());
    }

    private Shape type(XmlSchemaType type, String where) {
        if (type instanceof XmlSchemaSimpleType simple) {
            return new Shape.Text(kind(simple), null);
        }
        XmlSchemaComplexType complex = (XmlSchemaComplexType) type;
        Shape.Complex known = types.get(complex);
        if (known != null) {
            return known;
        }
        Shape.Complex shape = new Shape.Complex();
        types.put(complex, shape);
        fill(shape, complex, where);
        return shape;
    }

    private void fill(Shape.Complex shape, XmlSchemaComplexType type, String where) {
        if (type.isMixed()) {
            throw unsupported("mixed content", where);
        }
        XmlSchemaContent content = type.getContentModel() == null ? null : type.getContentModel().getContent();
        if (content instanceof XmlSchemaComplexContentExtension extension) {
            base(shape, extension.getBaseTypeName(), where);
            particle(shape, extension.getParticle(), false, where);
            extension.getAttributes().forEach(attribute -> attribute(shape, attribute));
        } else if (content instanceof XmlSchemaComplexContentRestriction restriction) {
            particle(shape, restriction.getParticle(), false, where);
            restriction.getAttributes().forEach(attribute -> attribute(shape, attribute));
        } else if (content instanceof XmlSchemaSimpleContentExtension extension) {
            text(shape, extension.getBaseTypeName(), where);
            extension.getAttributes().forEach(attribute -> attribute(shape, attribute));
        } else if (content instanceof XmlSchemaSimpleContentRestriction restriction) {
            text(shape, restriction.getBaseTypeName(), where);
            restriction.getAttributes().forEach(attribute -> attribute(shape, attribute));
        } else {
            particle(shape, type.getParticle(), false, where);
            type.getAttributes().forEach(attribute -> attribute(shape, attribute));
        }
    }

    private void base(Shape.Complex shape, QName name, String where) {
        if (schemas.getTypeByQName(name) instanceof XmlSchemaComplexType base) {
            fill(shape, base, where);
        }
    }

    private void text(Shape.Complex shape, QName name, String where) {
        XmlSchemaType base = schemas.getTypeByQName(name);
        if (base instanceof XmlSchemaComplexType complex) {
            fill(shape, complex, where);
        } else {
            shape.text(base instanceof XmlSchemaSimpleType simple ? new Shape.Text(kind(simple), null) : STRING);
        }
    }

    private void particle(Shape.Complex shape, @Nullable Object particle, boolean many, String where) {
        if (particle == null) {
            return;
        }
        boolean repeated = many || particle instanceof XmlSchemaParticle counted && counted.getMaxOccurs() > 1;
        if (particle instanceof XmlSchemaElement element) {
            child(shape, element, repeated);
        } else if (particle instanceof XmlSchemaSequence sequence) {
            group(shape, sequence.getItems(), repeated, where);
        } else if (particle instanceof XmlSchemaChoice choice) {
            group(shape, choice.getItems(), repeated, where);
        } else if (particle instanceof XmlSchemaAll all) {
            group(shape, all.getItems(), repeated, where);
        } else if (particle instanceof XmlSchemaGroupRef reference) {
            particle(shape, reference.getParticle() != null ? reference.getParticle()
                    : schemas.getGroupByQName(reference.getRefName()).getParticle(), repeated, where);
        } else {
            throw unsupported("wildcards", where);
        }
    }

    private void group(Shape.Complex shape, List<?> items, boolean repeated, String where) {
        if (repeated && items.size() > 1) {
            // As arrays beside each other their order would be lost.
            throw unsupported("groups of several elements that repeat", where);
        }
        items.forEach(item -> particle(shape, item, repeated, where));
    }

    private void child(Shape.Complex shape, XmlSchemaElement element, boolean many) {
        XmlSchemaElement declared = element.isRef() ? schemas.getElementByQName(element.getTargetQName()) : element;
        if (declared == null) {
            throw unsupported("references to elements that are not there", String.valueOf(element.getTargetQName()));
        }
        QName name = declared.getWireName() == null ? declared.getQName() : declared.getWireName();
        if (shape.children().stream().anyMatch(other -> other.key().equals(name.getLocalPart()))) {
            throw unsupported("two elements of one name", name.getLocalPart());
        }
        shape.children().add(new Shape.Child(name, shape(declared), many));
    }

    private void attribute(Shape.Complex shape, Object attribute) {
        if (attribute instanceof XmlSchemaAttributeGroupRef reference) {
            XmlSchemaAttributeGroup group = schemas.getAttributeGroupByQName(reference.getTargetQName());
            group.getAttributes().forEach(each -> attribute(shape, each));
        } else if (attribute instanceof XmlSchemaAttribute one) {
            QName name = one.isRef() ? one.getTargetQName()
                    : one.getWireName() == null ? new QName(one.getName()) : one.getWireName();
            shape.attributes().add(new Shape.Attribute(name));
        } else {
            throw unsupported("attribute groups of this kind", "attribute");
        }
    }

    private Shape.Kind kind(XmlSchemaSimpleType type) {
        XmlSchemaSimpleType at = type;
        while (at != null && at.getContent() instanceof XmlSchemaSimpleTypeRestriction restriction) {
            if (XSD.equals(at.getQName() == null ? "" : at.getQName().getNamespaceURI())) {
                break;
            }
            at = restriction.getBaseType() != null ? restriction.getBaseType()
                    : schemas.getTypeByQName(restriction.getBaseTypeName()) instanceof XmlSchemaSimpleType base ? base : null;
        }
        String name = at == null || at.getName() == null ? "" : at.getName();
        return switch (name) {
            case "string", "normalizedString", "anySimpleType" -> Shape.Kind.STRING;
            case "base64Binary" -> Shape.Kind.BINARY;
            default -> Shape.Kind.TOKEN;
        };
    }

    private Optional<Shape.Inner> inner(XmlSchemaElement element) {
        if (element.getAnnotation() == null) {
            return Optional.empty();
        }
        return element.getAnnotation().getItems().stream()
                .filter(XmlSchemaAppInfo.class::isInstance).map(XmlSchemaAppInfo.class::cast)
                .filter(info -> DOCUMENT.equals(info.getSource()) && info.getMarkup() != null)
                .map(info -> {
                    String[] words = info.getMarkup().item(0).getTextContent().strip().split("\\s+");
                    return new Shape.Inner(global(words[0]), words.length > 1 ? Optional.of(words[1]) : Optional.empty());
                })
                .findFirst();
    }

    private QName global(String local) {
        List<QName> found = Arrays.stream(schemas.getXmlSchemas())
                .flatMap(schema -> schema.getElements().keySet().stream())
                .filter(name -> name.getLocalPart().equals(local)).distinct().toList();
        if (found.size() != 1) {
            throw new XsdException(path, "xsd-document", "There is not exactly one element " + local + " for appinfo "
                    + DOCUMENT + ".");
        }
        return found.get(0);
    }

    private XsdException unsupported(String what, @Nullable String where) {
        return new XsdException(path, "xsd-unsupported", "Of XML Schema, " + what + " have no JSON form here: "
                + where + ".");
    }
}
