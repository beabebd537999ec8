package cn.tongban.sandbox.postal;

import java.util.Arrays;
import java.util.Map;

/** The courier's operation codes that this simulator can word; others it sends with an empty name. */
enum Operation {
    PICKED_UP("203", "收寄"),
    PICK_UP_REVOKED("207", "收寄撤销"),
    HANDED_OVER("208", "客户交接"),
    HAND_OVER_REVOKED("212", "客户交接撤销"),
    DEPARTED("305", "封车"),
    DEPARTED_AGAIN("389", "封车"),
    ARRIVED_HUB("954", "到达处理中心"),
    ARRIVED_DESTINATION("713", "到达投递机构"),
    OUT_FOR_DELIVERY("702", "投递下段"),
    OUT_FOR_DELIVERY_REVOKED("742", "投递下段撤销"),
    DELIVERED("704", "妥投"),
    DELIVERED_REVOKED("743", "妥投撤销"),
    NOT_DELIVERED("705", "未妥投"),
    NOT_DELIVERED_REVOKED("744", "未妥投撤销"),
    AWAITING_PICKUP("723", "转窗投"),
    AT_LOCKER("747", "自提点接收"),
    TAKEN_FROM_LOCKER("748", "已取走"),
    RETURNING("708", "退件登记"),
    RETURNING_REGISTERED("741", "退件登记"),
    RETURNED("711", "退回妥投"),
    ORDER_CANCELLED("801", "撤单"),
    ADDRESS_CHANGED("802", "改址"),
    INTERCEPTED("993", "拦截"),
    LOST("987", "丢失已赔付");

    private static final Map<String, String> SIGNED = Map.of(
            "10", "本人签收", "20", "他人签收", "30", "自提点签收", "50", "包裹柜签收", "60", "收发室签收", "70", "物业签收",
            "161", "放家门口");
    private static final Map<String, String> UNSIGNED = Map.of(
            "1", "地址不详", "6", "延迟投递", "7", "收件人拒收", "8", "收件人自取", "9", "转窗投", "10", "撤回", "13", "丢失", "16", "其他");

    private final String code;
    private final String words;

    Operation(String code, String words) {
        this.code = code;
        this.words = words;
    }

    static String nameOf(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).map(one -> one.words).findFirst().orElse("");
    }

    /** Who signed, or why nobody did: the same numbers mean different things after 705. */
    static String reasonOf(String code, String signCode) {
        return (code.equals("705") ? UNSIGNED : SIGNED).getOrDefault(signCode, "");
    }
}
