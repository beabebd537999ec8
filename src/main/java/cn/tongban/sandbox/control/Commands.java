package cn.tongban.sandbox.control;

import cn.tongban.sandbox.wire.WireAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What one simulator can be told to do beyond what all can. */
public interface Commands {
    /**
     * Obeys.
     *
     * @param path below {@code /_sandbox/<system>/}, without a leading slash
     * @return empty for a command that this simulator does not know
     */
    Optional<WireAnswer> obey(String method, String path, JsonNode body);
}
