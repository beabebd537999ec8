package cn.tongban.sandbox.provinceplatform;

import cn.tongban.sandbox.crypto.Sm3;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;

/** A synthetic case as the platform writes it. */
final class CasePaper {
    private CasePaper() {}

    static String of(JsonNode wish) {
        String head = Paper.element("PROJID", wish.path("projId").asText()) + Paper.element("SYSCODE", "HZJKQ")
                + Paper.element("SENDTIME", "2026-03-16 09:40:00")
                + Paper.element("DATAVERSION", wish.path("version").asText("1"));
        String base = Paper.element("TASKCODE", wish.path("taskCode").asText("11610700Y00000016L3000131999000"))
                + Paper.element("SERVICECODE", wish.path("serviceCode").asText("000131999000"))
                + Paper.element("APPLYTYPE", "2") + Paper.element("APPLYNAME", wish.path("name").asText("汉中示例食品有限公司"))
                + Paper.element("APPLY_CARDTYPE", wish.path("cardType").asText("001"))
                + Paper.element("APPLY_CARDNUMBER", wish.path("cardNumber").asText("91610700Y1000001XM"))
                + Paper.element("CONTACTNAME", "测试乙") + Paper.element("CONTACTPHONE", "13900000001")
                + Paper.element("APPLYTIME", "2026-03-16 09:30:00") + Paper.element("EXPRESSTYPE", "0");
        return "<CASE><HEAD>" + head + "</HEAD><BASE>" + base + "</BASE>" + papers(wish.path("papers")) + "</CASE>";
    }

    /** Each with its bytes, and with their digest unless the wish says another. */
    private static String papers(JsonNode papers) {
        if (papers.isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder("<ATTRS>");
        for (JsonNode paper : papers) {
            byte[] bytes = Base64.getDecoder().decode(paper.path("content").asText());
            all.append("<ATTR>").append(Paper.element("ATTRID", paper.path("id").asText()))
                    .append(Paper.element("NAME", paper.path("name").asText())).append("<MUST>1</MUST><TYPE>01</TYPE>")
                    .append(Paper.element("SM3", paper.path("sm3").asText(Sm3.hex(bytes))))
                    .append(Paper.element("CONTENT", paper.path("content").asText())).append("</ATTR>");
        }
        return all.append("</ATTRS>").toString();
    }
}
