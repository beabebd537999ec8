package cn.tongban.hub.flow;

import cn.tongban.hub.broker.PartyMail;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Something that would have left the hub. */
public sealed interface TrialSent {
    /**
     * @param connector whose address it is
     * @param headers in the order in which they are sent, signature included
     * @param body exact bytes; of a material's bytes that are not there, what stands for them; of a sealed form its fields
     *     as JSON with the document open
     */
    record Request(String connector, String method, URI address, List<Map.Entry<String, String>> headers, byte[] body)
            implements TrialSent {
        public Request {
            headers = List.copyOf(headers);
        }

        @Override
        public String toString() {
            return "Request[" + connector + ", " + method + ", " + body.length + " bytes]";
        }
    }

    /** Into the queue of a party, or to those who listen. */
    record Mail(PartyMail mail) implements TrialSent {}
}
