package cn.tongban.hub.soap;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.SoapVersion;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Problem;
import cn.tongban.hub.xml.XmlText;
import cn.tongban.hub.xml.XmlWriter;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.endpoint.Server;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;

/** What one outside system calls, in both versions of SOAP. Safe for many threads. */
public final class SoapService {
    /** Media types of requests. */
    public static final List<String> MEDIA = List.of("text/xml", "application/soap+xml", "multipart/related");

    private final Contract contract;
    private final Charset charset;
    private final Optional<String> address;
    private final int maxBytes;
    private final Map<SoapVersion, Server> servers = new EnumMap<>(SoapVersion.class);

    private SoapService(Contract contract, Charset charset, Optional<String> address, int maxBytes) {
        this.contract = contract;
        this.charset = charset;
        this.address = address;
        this.maxBytes = maxBytes;
    }

    static SoapService start(
            Bus bus, ConnectorDescriptor connector, Contract contract, Optional<String> address, Callers callers) {
        SoapService service = new SoapService(
                contract, connector.soap().orElseThrow().charset(), address, callers.door().maxBody());
        for (SoapVersion version : SoapVersion.values()) {
            service.servers.put(version, server(bus, connector.id(), contract, callers, version));
        }
        return service;
    }

    private static Server server(Bus bus, String id, Contract contract, Callers callers, SoapVersion version) {
        JaxWsServerFactoryBean factory = new JaxWsServerFactoryBean();
        factory.setBus(bus);
        factory.setServiceBean(new PayloadProvider(contract));
        factory.setServiceName(contract.wsdl().service());
        factory.setAddress("hub://" + id + "/" + version);
        factory.setBindingId(version == SoapVersion.V1_1
                ? SoapBindingConstants.SOAP11_BINDING_ID : SoapBindingConstants.SOAP12_BINDING_ID);
        factory.setDestinationFactory(new MemoryDestination.Factory());
        factory.getInInterceptors().add(new EnvelopeIn(callers.door().maxDepth()));
        factory.getInInterceptors().add(new SecurityIn(callers));
        factory.getOutFaultInterceptors().add(new FaultOut());
        Map<String, Object> properties = new HashMap<>(SecurityIn.endpoint(callers));
        properties.put(FaultListener.class.getName(), Quiet.LISTENER);
        factory.setProperties(properties);
        return factory.create();
    }

    /**
     * The WSDL for callers, complete in itself.
     *
     * @param asked the address at which it was asked for; counts when no setting names one
     */
    public byte[] wsdl(String asked) {
        return contract.wsdl().text(address.orElse(asked)).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Answers a request, always with an envelope.
     *
     * @param contentType one of {@link #MEDIA}, with its parameters
     * @param operations what does the work; called at most once
     */
    public SoapAnswer answer(byte[] body, String contentType, SoapOperations operations) {
        SoapVersion version = version(contentType);
        Message request = new MessageImpl();
        request.setContent(InputStream.class, new ByteArrayInputStream(body));
        request.put(Message.CONTENT_TYPE, contentType);
        request.put(Message.HTTP_REQUEST_METHOD, "POST");
        request.put(Message.PROTOCOL_HEADERS, new HashMap<String, List<String>>());
        request.put(SoapOperations.class, operations);
        Attachments.limit(request, maxBytes);
        MemoryDestination destination = (MemoryDestination) servers.get(version).getDestination();
        MemoryDestination.Written written = destination.deliver(request);
        if (written.envelope().length == 0) {
            return refuse(contentType, new HubException(ErrorCode.INTERNAL, "CXF gave no answer"));
        }
        int status = written.fault() ? version == SoapVersion.V1_2 && isOfSender(written.envelope()) ? 400 : 500 : 200;
        return new SoapAnswer(status, version.mediaType() + "; charset=" + charset.name(),
                XmlWriter.bytes(XmlText.read(written.envelope(), "; charset=UTF-8"), charset),
                Optional.ofNullable(request.getExchange().get(Problem.class)));
    }

    /** A fault for a request that went no further. */
    public SoapAnswer refuse(String contentType, HubException why) {
        SoapVersion version = version(contentType);
        Problem problem = Problem.of(why);
        String envelope = FaultEnvelope.of(version, problem);
        return new SoapAnswer(version == SoapVersion.V1_2 && why.code().status() < 500 ? 400 : 500,
                version.mediaType() + "; charset=" + charset.name(), XmlWriter.bytes(envelope, charset), Optional.of(problem));
    }

    private static boolean isOfSender(byte[] envelope) {
        return new String(envelope, StandardCharsets.UTF_8).contains(":Sender<");
    }

    /** With attachments, a parameter says of what type the envelope is. */
    static SoapVersion version(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).contains(SoapVersion.V1_2.mediaType())
                ? SoapVersion.V1_2 : SoapVersion.V1_1;
    }

    void close() {
        servers.values().forEach(Server::destroy);
    }
}
