package cn.tongban.hub.replay;

import cn.tongban.hub.mapping.Masks;
import cn.tongban.hub.mapping.ResidentId;
import cn.tongban.hub.mapping.Uscc;
import cn.tongban.hub.mapping.Waybill;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Values of nobody in place of personal ones. The same value gets the same one wherever it stands, in this installation
 * only: who has no key can neither go back nor try names out. Numbers keep their checks.
 */
final class Pseudonyms {
    private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
    private static final String SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏";
    private static final String GIVEN = "安宁平和明清文思远志成乐山川林禾田园松柏竹石云星晨舟言行知新";
    private static final String FILLER = "示例文字内容说明甲乙丙丁戊己庚辛";
    private static final String[] FIRMS = {"有限责任公司", "股份有限公司", "有限公司", "公司", "合作社", "经营部", "中心", "学校", "医院", "店", "厂"};
    private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(1900, 1, 1);
    private static final int LONGEST_PERSON = 4;

    private final BiFunction<String, String, byte[]> keyed;

    /** @param keyed sixteen bytes that only the installation's key can make of a kind and a value */
    Pseudonyms(BiFunction<String, String, byte[]> keyed) {
        this.keyed = keyed;
    }

    /** Numbers that are derived from a value, as many as are needed. */
    private final class Dice {
        private final String kind;
        private final String value;
        private ByteBuffer bytes = ByteBuffer.allocate(0);
        private int round;

        Dice(String kind, String value) {
            this.kind = kind;
            this.value = value;
        }

        int next(int bound) {
            if (bytes.remaining() < Short.BYTES) {
                bytes = ByteBuffer.wrap(keyed.apply("pseudonym-" + kind + "-" + round++, value));
            }
            return (bytes.getShort() & 0xFFFF) % bound;
        }
    }

    /** A number of a person, a firm, or a parcel, by which its address is found; whatever the field is called. */
    static boolean isNumber(String text) {
        String folded = folded(text);
        return isResident(folded) || isFirm(folded) || MOBILE.matcher(folded).matches() || Waybill.isItemNumber(folded);
    }

    /** @param personalClass as the schemas declare it; what a number is its own check decides */
    String of(String personalClass, String value) {
        String folded = folded(value);
        if (isResident(folded)) {
            return residentId(folded);
        }
        if (isFirm(folded)) {
            return creditCode(folded);
        }
        if (MOBILE.matcher(folded).matches()) {
            return mobile(folded);
        }
        if (Waybill.isItemNumber(folded)) {
            return itemNumber(folded);
        }
        return switch (personalClass) {
            case "name" -> name(Masks.normalised("name", value));
            case "address" -> address(value);
            case "phone", "id-number", "credit-code" -> scrambled(personalClass, value);
            default -> filler(value);
        };
    }

    private static String folded(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    }

    private static boolean isResident(String folded) {
        return ResidentId.isValid(folded, LocalDate.MAX);
    }

    private static boolean isFirm(String folded) {
        Uscc.Result result = Uscc.check(folded);
        return result == Uscc.Result.VALID || result == Uscc.Result.ORGANISATION_CHECK;
    }

    /** Area and sex are kept, the birthday lies in 1900. */
    private String residentId(String number) {
        Dice dice = new Dice("resident-id", number);
        String birthday = FIRST_BIRTHDAY.plusDays(dice.next(365)).format(DateTimeFormatter.BASIC_ISO_DATE);
        int sex = number.charAt(16) - '0';
        int serial = dice.next(50) * 20 + sex % 2 + 2 * dice.next(10);
        return ResidentId.complete(number.substring(0, 6) + birthday + String.format(Locale.ROOT, "%03d", serial));
    }

    private String creditCode(String code) {
        Dice dice = new Dice("credit-code", code);
        return Uscc.complete(code.substring(0, 8) + "Y" + digits(dice, 7));
    }

    private String mobile(String number) {
        return "13900" + digits(new Dice("phone", number), 6);
    }

    /** Service and country are kept. */
    private String itemNumber(String number) {
        String digits = digits(new Dice("s10", number), 8);
        return Waybill.complete(number.substring(0, 2), digits, number.substring(11));
    }

    private static String digits(Dice dice, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + dice.next(10)));
        }
        return digits.toString();
    }

    private String name(String name) {
        Dice dice = new Dice("name", name);
        int length = name.codePointCount(0, name.length());
        if (name.chars().anyMatch(c -> c < 128 && Character.isLetter(c)) || length < 2) {
            return scrambled("name", name);
        }
        for (String firm : FIRMS) {
            if (name.endsWith(firm) && length > firm.length() + 1) {
                return "示例" + of(dice, GIVEN, Math.max(1, length - firm.length() - 2)) + firm;
            }
        }
        return length > LONGEST_PERSON
                ? "示例" + of(dice, GIVEN, length - 2)
                : of(dice, SURNAMES, 1) + of(dice, GIVEN, length - 1);
    }

    /** The county is kept: mappings and tables may go by it. */
    private String address(String address) {
        String masked = Masks.masked("address", address);
        String kept = masked.substring(0, masked.length() - "***".length());
        return kept + filler(address.substring(kept.length()));
    }

    /** As long as before, digits for digits and letters for letters; marks and blanks stay. */
    private String filler(String text) {
        return replaced(new Dice("text", text), text, FILLER);
    }

    private String scrambled(String kind, String text) {
        return replaced(new Dice(kind, folded(text)), text, GIVEN);
    }

    private static String replaced(Dice dice, String text, String pool) {
        StringBuilder other = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c >= '0' && c <= '9') {
                other.append((char) ('0' + dice.next(10)));
            } else if (c < 128 && Character.isLetter(c)) {
                other.append((char) ((Character.isUpperCase(c) ? 'A' : 'a') + dice.next(26)));
            } else if (c < 128 || !Character.isLetterOrDigit(c)) {
                other.appendCodePoint(c);
            } else {
                other.append(pool.charAt(dice.next(pool.length())));
            }
        });
        return other.toString();
    }

    private static String of(Dice dice, String pool, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pool.charAt(dice.next(pool.length())));
        }
        return text.toString();
    }

    /** The last six digits are others: the beginning names the authority and the item. */
    String caseNo(String caseNo) {
        int kept = Math.max(0, caseNo.length() - 6);
        return caseNo.substring(0, kept) + replaced(new Dice("case", caseNo), caseNo.substring(kept), FILLER);
    }

    String id(String id) {
        return UUID.nameUUIDFromBytes(keyed.apply("pseudonym-id", id)).toString();
    }
}
