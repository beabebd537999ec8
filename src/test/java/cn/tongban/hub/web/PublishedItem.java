package cn.tongban.hub.web;

import cn.tongban.hub.intake.Address;
import cn.tongban.hub.intake.Recorder;
import cn.tongban.hub.intake.Recording;
import cn.tongban.hub.intake.RegisterEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Publishes invented items to a running hub. */
public final class PublishedItem {
    public static final String CATALOG = "000118999000";
    public static final String CITY = "11610700Y00000016L3" + CATALOG;
    public static final String DISTRICT = "11610700Y00000024F4" + CATALOG;

    private PublishedItem() {}

    /** @param conditions what an applicant has to fulfil; a text that a spreadsheet may take for a formula is allowed */
    public static void publish(RunningHub hub, String taskCode, int version, String conditions) {
        String json = """
                {"taskCode":"%s","catalogCode":"%s","version":%d,"changedAt":"2026-01-0%dT09:00:00+08:00","state":"IN_USE",
                 "effectiveOn":"2026-01-01","name":"建设工程施工许可(示例)","level":"%s","kind":"PROMISE","conditions":"%s",
                 "promised":{"days":10,"unit":"WORKDAY"},
                 "materials":[{"materialId":"M1","name":"营业执照","necessity":"REQUIRED","pages":1},
                              {"materialId":"M2","name":"授权委托书","necessity":"REQUIRED","pages":1}],
                 "situations":[{"situationId":"S1","question":"由谁提交","name":"委托他人","materials":["M2"]}]}
                """.formatted(taskCode, CATALOG, version, version, taskCode.equals(CITY) ? "CITY" : "COUNTY", conditions);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        hub.bean(Recorder.class).record(new Recording("province-catalogue", taskCode + "/" + version, "item.published", "",
                "item.published", "application/json", "", "bundle", bytes, bytes, new Address.To(List.of()),
                new RegisterEntry("item", taskCode), List.of(), null));
    }
}
