package cn.tongban.bench;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Ready-made HTTP requests of a desk: a case of about 2 kB with its own case number, signed with the hub's own scheme.
 * All names and numbers are invented (administrative code 610702, region "Y").
 */
final class CaseRequests {
    private static final String TASK = "11610700Y00000016L3000131999000";
    private static final String CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final LocalDate YESTERDAY = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1);
    private static final String BODY = """
            {"projectNo":"%s","version":1,"taskCode":"%s","taskName":"食品经营许可(示例)",\
            "projectName":"汉中示例食品有限公司第%s号食品经营许可(预包装食品销售、散装食品销售)新办申请",\
            "applicant":{"type":"2","name":"汉中示例食品有限公司%s","certType":"001",\
            "certNo":"91610700Y%s","legalName":"测试乙"},\
            "contact":{"name":"测试甲","certType":"111","certNo":"%s","mobile":"139%s",\
            "address":"陕西省汉中市汉台区示例街道%s号院示例大厦六层东侧六零一室"},\
            "receiveTime":"2026-03-16T09:30:00+08:00",\
            "acceptance":{"kind":"2","time":"2026-03-16T09:50:00+08:00","debts":[\
            {"materialName":"经营场所使用证明","reason":"房屋租赁合同原件在出租方处,申请人书面承诺补交",\
            "dueDate":"2026-03-23"}]},\
            "materials":[{"materialId":"M1","name":"食品经营许可申请书","need":"1","getType":"2","pages":3},\
            {"materialId":"M2","name":"营业执照复印件","need":"1","getType":"1","pages":1},\
            {"materialId":"M3","name":"法定代表人身份证明","need":"1","getType":"1","pages":2},\
            {"materialId":"M4","name":"与食品经营相适应的主要设备设施布局、操作流程等文件","need":"1","getType":"2","pages":8},\
            {"materialId":"M5","name":"食品安全自查、从业人员健康管理、进货查验记录等规章制度","need":"1","getType":"2","pages":12},\
            {"materialId":"M6","name":"利用自动售货设备从事食品销售的产品合格证明及放置地点","need":"2","getType":"2","pages":4},\
            {"materialId":"M7","name":"食品安全管理人员的任职文件和培训考核合格证明","need":"1","getType":"1","pages":2},\
            {"materialId":"M8","name":"委托代理人的授权委托书以及代理人的身份证明文件","need":"2","getType":"1","pages":2}],\
            "window":{"code":"HT-01","name":"市级事项综合窗口","clerk":"HT001"}}"""
            // Accepted yesterday, and the paper is promised for a day that no run reaches: else the hub would also be busy with
            // reminders, which no other subject sends.
            .replace("2026-03-23", YESTERDAY.plusDays(10).toString()).replace("2026-03-16", YESTERDAY.toString());

    private final String sender;
    private final byte[] key;
    private final String run;

    /** {@code run} is part of each nonce, so that no two turns repeat one. */
    CaseRequests(String sender, byte[] key, String run) {
        this.sender = sender;
        this.key = key;
        this.run = run;
    }

    /** A whole HTTP/1.1 request, head and body. */
    byte[] request(String host, String path, long number, long timestamp) {
        byte[] body = body(number);
        String nonce = "n-" + run + "-" + Long.toString(number + 1_000_000_000L, 36) + "-0000";
        String signed = "POST\n" + path + "\n" + hex(CryptoCost.sm3(body)) + "\n" + timestamp + "\n" + nonce;
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\nX-Hub-Sender: " + sender + "\r\nX-Hub-Timestamp: " + timestamp
                + "\r\nX-Hub-Nonce: " + nonce + "\r\nX-Hub-Signature: "
                + hex(hmac(signed.getBytes(StandardCharsets.UTF_8))) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** The case number of the number-th case: ten thousand a day from 2020 on. */
    static String caseNo(long number) {
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(number / 10_000);
        return TASK + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "%04d".formatted(number % 10_000);
    }

    byte[] body(long number) {
        String digits = "%08d".formatted(number % 100_000_000);
        return BODY.formatted(caseNo(number), TASK, digits, digits, creditCodeTail(number), idNumber(number), digits,
                digits).getBytes(StandardCharsets.UTF_8);
    }

    /** An ID number with the invented birth date and a right check digit (GB 11643). */
    static String idNumber(long number) {
        String first = "61070219000101" + "%03d".formatted(number % 1000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first.charAt(i) - '0') * weights[i];
        }
        return first + "10X98765432".charAt(sum % 11);
    }

    /** The last nine places of a unified social credit code with both right check characters (GB 32100). */
    static String creditCodeTail(long number) {
        String organisation = "Y%07d".formatted(number % 10_000_000);
        int[] organisationWeights = {3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(organisation.charAt(i), 36) * organisationWeights[i];
        }
        String first = "91610700" + organisation + "0123456789X".charAt((11 - sum % 11) % 11);
        int[] weights = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
        sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CREDIT_ALPHABET.indexOf(first.charAt(i)) * weights[i];
        }
        return first.substring(9) + CREDIT_ALPHABET.charAt((31 - sum % 31) % 31);
    }

    private byte[] hmac(byte[] bytes) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(bytes, 0, bytes.length);
        byte[] result = new byte[32];
        mac.doFinal(result, 0);
        return result;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
