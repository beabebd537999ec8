package cn.tongban.hub.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** What an element holds, as its XML Schema says; the JSON form follows from it. */
sealed interface Shape permits Shape.Text, Shape.Complex {
    /** Only characters: a text in JSON. */
    record Text(Kind kind, @Nullable Inner inner) implements Shape {}

    enum Kind {
        /** Every character counts. */
        STRING,
        /** White space around it does not count: numbers, dates, codes. */
        TOKEN,
        /** base64; in an envelope with attachments possibly one of those. */
        BINARY,
        /** A document of its own, written as characters. */
        DOCUMENT
    }

    /**
     * The document within a text.
     *
     * @param encoding that its XML declaration names; empty for none. Characters have no charset, some partners ask for one.
     */
    record Inner(QName element, Optional<String> encoding) {}

    /** Elements and attributes: an object in JSON. Filled after it was made, since types may hold themselves. */
    final class Complex implements Shape {
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<Child> children = new ArrayList<>();
        private @Nullable Text text;

        List<Attribute> attributes() {
            return attributes;
        }

        List<Child> children() {
            return children;
        }

        /** Of a type with attributes and characters; null for one with elements. */
        @Nullable Text text() {
            return text;
        }

        void text(Text of) {
            text = of;
        }
    }

    record Attribute(QName name) {
        String key() {
            return "@" + name.getLocalPart();
        }
    }

    /** @param many an array in JSON, also with one entry */
    record Child(QName name, Shape shape, boolean many) {
        String key() {
            return name.getLocalPart();
        }
    }
}
