package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.wire.Header;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Labels, in the answer or at an address of their own. */
final class LabelDesk {
    private static final Pattern FILE = Pattern.compile(".*/f/amp/labels/([A-Z0-9]{13})-([0-9]{3})(-return)?\\.pdf");

    private final ParcelBook book;

    LabelDesk(ParcelBook book) {
        this.book = book;
    }

    Outcome label(Question question, WireRequest request) {
        JsonNode wish = question.document();
        String waybillNo = wish.path("waybillNo").asText();
        Optional<Label> label = Label.of(wish.path("type").asText(), waybillNo, is(wish, "isReturn"));
        if (label.isEmpty()) {
            return Outcome.no(RetCode.LABEL_TYPE);
        }
        if (book.find(waybillNo).isEmpty() || book.stateOf(waybillNo).equals("CANCELLED")) {
            return Outcome.no(RetCode.UNKNOWN);
        }
        ObjectNode body = Json.object().put("waybillNo", waybillNo);
        if (is(wish, "getURL")) {
            int root = request.path().indexOf("/f/amp/");
            String place = request.path().substring(0, root) + "/f/amp/labels/" + label.get().fileName();
            return Outcome.told(body.put("url", "http://" + request.header("Host") + place));
        }
        return Outcome.told(body.put("pdf", Base64.getEncoder().encodeToString(label.get().pdf())));
    }

    static boolean isFile(WireRequest request) {
        return request.method().equals("GET") && FILE.matcher(request.path()).matches();
    }

    /** Who has the address has the label, as with the real one: it names a waybill only. */
    WireAnswer file(WireRequest request) {
        Matcher file = FILE.matcher(request.path());
        return (file.matches() ? Label.of(file.group(2), file.group(1), file.group(3) != null) : Optional.<Label>empty())
                .filter(label -> book.find(label.waybillNo()).isPresent())
                .map(label -> new WireAnswer(200, List.of(new Header("Content-Type", "application/pdf")), label.pdf()))
                .orElseGet(() -> WireAnswer.text(404, "text/plain; charset=utf-8", "no such label"));
    }

    /** As number or text: both are seen. */
    private static boolean is(JsonNode wish, String name) {
        return wish.path(name).asText().equals("1");
    }
}
