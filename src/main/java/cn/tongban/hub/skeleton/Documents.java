package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import org.yaml.snakeyaml.LoaderOptions;

/** Opens somebody else's documents. Each is hostile: bounded, without a DTD, and nothing that it names is fetched. */
final class Documents {
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 100;

    private Documents() {}

    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new SkeletonException("文件大于 4 MB。", "The document is larger than 4 MB.");
            }
            return bytes;
        } catch (IOException e) {
            throw new SkeletonException("文件读不出来：" + file, "The document cannot be read: " + file);
        }
    }

    static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SkeletonException("文件不是 UTF-8。", "The document is not UTF-8.");
        }
    }

    /** JSON, or YAML whose aliases cannot blow it up. */
    static JsonNode tree(byte[] bytes) {
        String text = text(bytes);
        try {
            JsonNode tree = mapper(text.stripLeading().startsWith("{")).readTree(text);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static ObjectMapper mapper(boolean json) {
        StreamReadConstraints limits = StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                .maxStringLength(LARGEST).build();
        if (json) {
            return new JsonMapper(new JsonMapper().getFactory().rebuild().streamReadConstraints(limits).build());
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        return new ObjectMapper(YAMLFactory.builder().loaderOptions(options).streamReadConstraints(limits).build());
    }

    static Element xml(byte[] bytes) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw unreadable();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of Java knows these features", e);
        }
    }

    static SkeletonException unreadable() {
        return new SkeletonException("文件的格式读不懂，或者含有 DTD、别名、过深的嵌套。",
                "The document is not well-formed, or it has a DTD, aliases or too deep a nesting.");
    }

    static SkeletonException external(String what) {
        return new SkeletonException("文件引用了另一个文件（" + what + "），不会去读取。请先合并成一个文件。",
                "The document refers to another one (" + what + "), which is not fetched. Join them into one file first.");
    }
}
