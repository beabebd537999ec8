package cn.tongban.hub.soap;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.w3c.dom.Text;

/**
 * The digest of a body as it is meant: XOP says that a document with bytes beside it is the document with their Base64 in
 * its place, so a signature covers that. The bytes pass through here and are not held; the document is, which is small.
 */
final class MeantBody {
    private final Element body;
    private final List<Element> includes = new ArrayList<>();

    /** @param body not of SAAJ, whose nodes are wrappers */
    MeantBody(Element body) {
        this.body = body;
        NodeList found = body.getElementsByTagNameNS(Attachments.XOP, "Include");
        for (int i = 0; i < found.getLength(); i++) {
            includes.add((Element) found.item(i));
        }
    }

    boolean hasBytesBeside() {
        return !includes.isEmpty();
    }

    /**
     * SHA-256 over the exclusive canonical form.
     *
     * @throws HubException as the source of the bytes throws it
     */
    byte[] digest(Beside beside) {
        // A mark that nobody else can have written stands for the bytes while the document becomes text.
        String mark = "(" + UUID.randomUUID() + ")";
        String[] parts = canonical(mark).split(java.util.regex.Pattern.quote(mark), -1);
        MessageDigest digest = sha256();
        try {
            for (int i = 0; i < parts.length; i++) {
                digest.update(parts[i].getBytes(StandardCharsets.UTF_8));
                if (i < includes.size()) {
                    try (OutputStream text = Base64.getEncoder().wrap(
                            new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
                        beside.write(includes.get(i).getAttribute("href"), text);
                    }
                }
            }
            return digest.digest();
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, "digest of a body", e);
        }
    }

    private String canonical(String mark) {
        List<Text> marks = new ArrayList<>();
        for (Element include : includes) {
            Text text = body.getOwnerDocument().createTextNode(mark);
            marks.add(text);
            replace(include, text);
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS).canonicalizeSubtree(body, bytes);
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (XMLSecurityException e) {
            throw new HubException(ErrorCode.INTERNAL, "canonical form of a body", e);
        } finally {
            for (int i = 0; i < marks.size(); i++) {
                replace(marks.get(i), includes.get(i));
            }
        }
    }

    private static void replace(Node was, Node is) {
        was.getParentNode().replaceChild(is, was);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", e);
        }
    }

    /** Writes what travels beside an envelope under a name. */
    @FunctionalInterface
    interface Beside {
        /** @param id as the envelope says it, {@code cid:…} */
        void write(String id, OutputStream out) throws IOException;
    }
}
