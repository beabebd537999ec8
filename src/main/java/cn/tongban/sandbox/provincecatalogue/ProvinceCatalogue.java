package cn.tongban.sandbox.provincecatalogue;

import cn.tongban.sandbox.Json;
import cn.tongban.sandbox.crypto.CitySignature;
import cn.tongban.sandbox.fault.Call;
import cn.tongban.sandbox.fault.Party;
import cn.tongban.sandbox.fault.Worked;
import cn.tongban.sandbox.record.Finding;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The catalogue's own interface: changes after a position, the list with digests, items by code. */
final class ProvinceCatalogue implements Party {
    private static final String ROOT = "/province-catalogue/";
    private static final int MOST = 1000;

    private final CitySignature signature;
    private final ItemBook book;
    private final Clock clock;

    ProvinceCatalogue(CitySignature signature, ItemBook book, Clock clock) {
        this.signature = signature;
        this.book = book;
        this.clock = clock;
    }

    @Override
    public Call read(WireRequest request) {
        JsonNode document = request.body().length == 0 ? MissingNode.getInstance() : Json.read(request.body());
        String path = request.path();
        String operation = request.method().equals("POST") && path.startsWith(ROOT) ? path.substring(ROOT.length()) : "other";
        String verdict = signature.check(request, clock.millis()).wireName();
        return new Call(request, verdict, Finding.of(operation, "", document.path("after").asText("")), document);
    }

    @Override
    public Worked work(Call call) {
        return Worked.nothing(switch (call.finding().operation()) {
            case "changes" -> changes(call.document());
            case "inventory" -> inventory(call.document());
            case "items" -> items(call.document());
            default -> answer(404, "404", "无此接口");
        });
    }

    private WireAnswer changes(JsonNode asked) {
        ItemBook.Changes changes = book.after(number(asked.path("after")), limit(asked));
        ObjectNode body = fine().put("next", Integer.toString(changes.next())).put("more", changes.more());
        ArrayNode items = body.putArray("items");
        changes.items().forEach(items::add);
        return WireAnswer.json(200, Json.write(body));
    }

    private WireAnswer inventory(JsonNode asked) {
        SortedMap<String, ObjectNode> list = book.list();
        SortedMap<String, String> digests = new TreeMap<>();
        list.forEach((taskCode, item) -> digests.put(taskCode, item.path("digest").asText()));
        String digest = ItemDigest.of(digests);
        boolean same = asked.path("count").asInt(-1) == list.size() && asked.path("digest").asText().equals(digest);
        ObjectNode body = fine().put("same", same).put("count", list.size()).put("digest", digest);
        body.putObject("asked").put("after", asked.path("after").asText("")).put("count", asked.path("count").asInt(0))
                .put("digest", asked.path("digest").asText(""))
                .put("comparison", asked.path("comparison").asLong(0));
        SortedMap<String, ObjectNode> rest = same ? new TreeMap<>() : list.tailMap(asked.path("after").asText("") + '\0');
        ArrayNode entries = body.putArray("entries");
        rest.entrySet().stream().limit(limit(asked)).map(Map.Entry::getValue).forEach(item -> entries.addObject()
                .put("taskCode", item.path("taskCode").asText())
                .put("taskVersion", item.path("taskVersion").asInt())
                .put("digest", item.path("digest").asText()));
        body.put("more", entries.size() < rest.size());
        return WireAnswer.json(200, Json.write(body));
    }

    private WireAnswer items(JsonNode asked) {
        ObjectNode body = fine();
        ArrayNode items = body.putArray("items");
        asked.path("taskCodes").forEach(code -> book.find(code.asText()).ifPresent(items::add));
        return WireAnswer.json(200, Json.write(body));
    }

    private static int number(JsonNode position) {
        String text = position.asText("");
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static int limit(JsonNode asked) {
        return Math.min(MOST, Math.max(1, asked.path("limit").asInt(MOST)));
    }

    private static ObjectNode fine() {
        return Json.object().put("code", "0").put("msg", "");
    }

    private static WireAnswer answer(int status, String code, String message) {
        return WireAnswer.json(status, Json.write(Json.object().put("code", code).put("msg", message)));
    }

    @Override
    public WireAnswer reject(Call call) {
        return answer(401, "401", "签名错误");
    }

    @Override
    public WireAnswer refuse(Call call) {
        return answer(200, "403", "无权获取事项目录");
    }

    @Override
    public WireAnswer errorText(Call call) {
        return WireAnswer.text(200, "text/html;charset=UTF-8", "<html><body>系统繁忙,请稍后再试</body></html>");
    }

    /** What another subscriber was given, who is at the beginning. */
    @Override
    public WireAnswer foreign(Call call, WireAnswer own) {
        ObjectNode body = fine().put("next", "0").put("more", false);
        body.putArray("items");
        return WireAnswer.json(200, Json.write(body));
    }
}
