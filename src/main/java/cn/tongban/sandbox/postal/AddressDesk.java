package cn.tongban.sandbox.postal;

import cn.tongban.sandbox.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses taken apart, whether the courier goes there, and what it costs. Knows the counties of one city by code. */
final class AddressDesk {
    /** An address with these words is one that the courier does not go to. */
    private static final String OUT_OF_REACH = "不可达";

    private static final Pattern ADDRESS = Pattern.compile(
            "(?<prov>[^省市区县]+?(?:省|自治区|市))?(?<city>[^省市区县]+?(?:市|自治州|地区))?"
                    + "(?<county>[^省市区县]+?(?:区|县|市))?(?<address>.*)");
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("陕西省", "610000"), Map.entry("汉中市", "610700"), Map.entry("汉台区", "610702"),
            Map.entry("南郑区", "610703"), Map.entry("城固县", "610722"), Map.entry("洋县", "610723"),
            Map.entry("西乡县", "610724"), Map.entry("勉县", "610725"), Map.entry("宁强县", "610726"),
            Map.entry("略阳县", "610727"), Map.entry("镇巴县", "610728"), Map.entry("留坝县", "610729"),
            Map.entry("佛坪县", "610730"));
    private static final int FIRST_GRAMS = 1000;

    private AddressDesk() {}

    static boolean isReachable(JsonNode address) {
        return !address.path("address").asText().contains(OUT_OF_REACH)
                && !address.path("wholeAddress").asText().contains(OUT_OF_REACH);
    }

    /** An array in, an array out, in the same order. */
    static Outcome split(Question question) {
        ArrayNode parts = Json.object().putArray("parts");
        for (JsonNode one : question.body()) {
            Matcher address = ADDRESS.matcher(one.path("wholeAddress").asText().strip());
            ObjectNode part = parts.addObject();
            boolean read = address.matches();
            for (String name : new String[] {"prov", "city", "county"}) {
                String text = read && address.group(name) != null ? address.group(name) : "";
                part.put(name, text).put(name + "Code", CODES.getOrDefault(text, ""));
            }
            part.put("address", read ? address.group("address") : "");
        }
        return Outcome.told(parts);
    }

    static Outcome reach(Question question) {
        boolean reachable = isReachable(question.document()) && isReachable(question.document().path("receiver"));
        return Outcome.told(Json.object().put("reachable", reachable ? "1" : "0"));
    }

    /** Invented prices, in yuan with two decimals: the first kilogram, each further one begun, more out of the province. */
    static Outcome postage(Question question) {
        int grams = question.document().path("weight").asInt(0);
        if (grams <= 0) {
            return Outcome.no(RetCode.BODY);
        }
        String prov = question.document().path("receiver").path("prov").asText("陕西省");
        boolean near = prov.equals("陕西省");
        int further = Math.max(0, (grams - 1) / FIRST_GRAMS);
        BigDecimal price = BigDecimal.valueOf((near ? 12 : 20) + (long) further * (near ? 2 : 6)).setScale(2);
        return Outcome.told(Json.object().put("postageTotal", price.toPlainString()));
    }
}
