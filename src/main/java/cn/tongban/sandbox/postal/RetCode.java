package cn.tongban.sandbox.postal;

/** What the courier answers. Only 00000 and S00001 are published; the others are this simulator's own. */
enum RetCode {
    OK("00000", "成功"),
    SYSTEM("S00001", "系统异常"),
    FORM("B00001", "请求参数缺失或格式错误"),
    API_UNKNOWN("B00002", "接口代码不存在"),
    SENDER("B00003", "协议客户号不存在"),
    AUTHORIZATION("B00004", "授权码错误"),
    ENVELOPE("B00005", "报文解密失败"),
    BODY("B00006", "业务报文格式错误"),
    UNKNOWN("B00007", "订单或运单不存在"),
    TOO_LATE("B00008", "邮件已收寄,不能撤单"),
    LABEL_TYPE("B00009", "面单类型不支持"),
    REFUSED("B00010", "收件地址超出寄递范围"),
    CLOSED("B00012", "非营业时间,请稍后再试");

    private final String code;
    private final String message;

    RetCode(String code, String message) {
        this.code = code;
        this.message = message;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }

    /** How it stands in the raw record: whether the caller was who it said. */
    String verdict() {
        return switch (this) {
            case FORM -> "missing";
            case SENDER, AUTHORIZATION, ENVELOPE -> "wrong";
            default -> "ok";
        };
    }
}
