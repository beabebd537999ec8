package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.w3c.dom.Element;

/** SOAP 1.1 in GB18030. */
final class Envelope {
    static final Charset GB18030 = Charset.forName("GB18030");
    static final String NAMESPACE = "urn:example:province:exchange";

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final List<Header> TYPE = List.of(new Header("Content-Type", "text/xml; charset=GB18030"));

    private Envelope() {}

    static Optional<Element> read(WireRequest request) {
        String type = request.header("Content-Type").toUpperCase(Locale.ROOT);
        boolean ours = type.contains("CHARSET=GB") || type.startsWith("MULTIPART/");
        Charset charset = ours ? GB18030 : StandardCharsets.UTF_8;
        return Paper.read(new String(request.body(), charset));
    }

    /** The element within the body. */
    static Optional<Element> payload(Element envelope) {
        return Paper.all(envelope, "Body").stream().findFirst()
                .flatMap(body -> Paper.all(body, "*").stream().findFirst());
    }

    static byte[] of(String header, String body) {
        return ("<?xml version=\"1.0\" encoding=\"GB18030\"?><soap:Envelope xmlns:soap=\"" + SOAP + "\"><soap:Header>" + header
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>").getBytes(GB18030);
    }

    /** @param response what stands within RESPONSE, as XML */
    static WireAnswer answer(String operation, String response) {
        String document = "<?xml version=\"1.0\" encoding=\"GBK\"?><RESPONSE>" + response + "</RESPONSE>";
        return new WireAnswer(200, TYPE, of("", "<" + operation + "Response xmlns=\"" + NAMESPACE + "\"><return>"
                + Paper.escaped(document) + "</return></" + operation + "Response>"));
    }

    static WireAnswer fault(int status, String code, String text) {
        return new WireAnswer(status, TYPE, of("", "<soap:Fault><faultcode>soap:" + code + "</faultcode><faultstring>"
                + Paper.escaped(text) + "</faultstring></soap:Fault>"));
    }
}
