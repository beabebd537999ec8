package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorDescriptor;
import cn.tongban.hub.connector.Door;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.xml.XmlContract;
import cn.tongban.hub.xml.XmlReader;
import cn.tongban.hub.xml.XmlText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Bodies in XML whose content a contract describes in its JSON form. */
record XmlBody(XmlContract schemas, String element, int maxDepth) {
    static final String MEDIA_TYPE = "application/xml";

    private static final int MAX_DEPTH = 32;
    private static final Pattern INDEX = Pattern.compile("/(\\d{1,9})(?=/|$)");

    /** Empty when the contract is of JSON alone. */
    static Optional<XmlBody> of(Bundle bundle, String contract, ConnectorDescriptor connector) {
        return bundle.contracts().element(contract).flatMap(element -> bundle.xml().of(connector.id())
                .map(schemas -> new XmlBody(schemas, element, connector.door().map(Door::maxDepth).orElse(MAX_DEPTH))));
    }

    static boolean is(@Nullable String contentType) {
        return contentType != null && List.of(MEDIA_TYPE, "text/xml").contains(DoorReader.mediaType(contentType));
    }

    /** @throws HubException BODY_NOT_XML, BODY_TOO_DEEP, CHARSET_UNREADABLE, CONTRACT_VIOLATION */
    JsonNode read(byte[] bytes, @Nullable String contentType) {
        Element document = XmlReader.read(XmlText.read(bytes, contentType), maxDepth).getDocumentElement();
        if (!document.getLocalName().equals(element)) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, element, List.of(
                    new Place("/" + document.getLocalName(), "element", "Must be " + element + ".")));
        }
        return schemas.read(document);
    }

    /** Places of the JSON form, as whoever sent XML knows them. */
    List<Place> paths(List<Place> places) {
        return places.stream().map(place -> new Place(path(place.pointer()), place.rule(), place.detail())).toList();
    }

    private String path(String pointer) {
        String path = INDEX.matcher(pointer).replaceAll(index -> "[" + (Integer.parseInt(index.group(1)) + 1) + "]");
        return "/" + element + path.replace("/#text", "/text()");
    }
}
