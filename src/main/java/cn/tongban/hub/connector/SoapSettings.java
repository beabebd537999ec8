package cn.tongban.hub.connector;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * How SOAP is spoken with one outside system.
 *
 * @param charset of what the hub says, requests and answers
 * @param service present when it calls the hub; how it proves itself says the connector's door
 * @param client present when the hub calls it
 */
public record SoapSettings(Charset charset, Optional<Service> service, Optional<Client> client) {
    /**
     * What it calls.
     *
     * @param wsdl file in the connector's folder
     * @param address setting that holds the address at which others reach the hub, for the published WSDL; without it the
     *     address at which the WSDL was asked for
     */
    public record Service(String wsdl, Optional<String> address) {}

    /**
     * What the hub calls.
     *
     * @param wsdl file in the connector's folder
     * @param address setting that holds the address of the service
     * @param security how the hub proves itself
     */
    public record Client(String wsdl, String address, SoapVersion version, Optional<Security> security) {}

    /**
     * WS-Security of the hub's requests, and of what is answered to them.
     *
     * @param scheme one of the two of WS-Security
     * @param user setting that holds the user's name; for a user name token
     * @param secret the password, or a PEM text with key and certificate
     * @param answersSignedBy secrets with the certificates of which one must have signed an answer; without any, answers
     *     are not asked for a proof
     */
    public record Security(DoorScheme scheme, Optional<String> user, String secret, List<String> answersSignedBy) {
        public Security {
            answersSignedBy = List.copyOf(answersSignedBy);
        }
    }
}
