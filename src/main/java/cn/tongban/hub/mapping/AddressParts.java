package cn.tongban.hub.mapping;

import java.util.List;
import java.util.Optional;

/**
 * An address of China taken apart by the endings of its regions, from the largest to the smallest. What the address does
 * not name stays empty: nothing is guessed, and no part is lost.
 *
 * @param province 省, 自治区, 特别行政区, or one of the four cities under the State Council
 * @param city 市, 自治州, 地区 or 盟; of a city under the State Council the city itself
 * @param county 区, 县, 旗, or a 市 below a city
 * @param rest what follows
 */
record AddressParts(String province, String city, String county, String rest) {
    private static final List<String> MUNICIPALITIES = List.of("北京市", "上海市", "天津市", "重庆市");
    private static final List<String> PROVINCE = List.of("特别行政区", "自治区", "省");
    private static final List<String> CITY = List.of("自治州", "地区", "盟", "市");
    private static final List<String> COUNTY = List.of("自治县", "自治旗", "县", "区", "旗", "市");
    /** Quarters that end as a district does, and are none. */
    private static final List<String> QUARTERS =
            List.of("小区", "社区", "园区", "校区", "院区", "厂区", "街区", "景区", "库区", "生活区", "家属区");
    /** The longest name of a province has eight characters with its ending, of a county fifteen. */
    private static final int LONGEST = 15;
    private static final int SHORTEST = 2;

    static AddressParts of(String address) {
        String text = address.strip();
        Optional<String> municipality = MUNICIPALITIES.stream().filter(text::startsWith).findFirst();
        String province = municipality.orElse(head(text, PROVINCE));
        String below = text.substring(province.length());
        boolean again = municipality.isPresent() && below.startsWith(province);
        String city = municipality.isPresent() ? province : head(below, CITY);
        String inCity = municipality.isPresent() ? below.substring(again ? province.length() : 0) : below.substring(city.length());
        String county = head(inCity, COUNTY);
        return new AddressParts(province, city, county, inCity.substring(county.length()));
    }

    /** The shortest beginning that has one of these endings and a name before it; empty when there is none. */
    private static String head(String text, List<String> endings) {
        for (int end = SHORTEST; end <= Math.min(LONGEST, text.length()); end++) {
            String head = text.substring(0, end);
            boolean region = endings.stream().anyMatch(ending -> head.endsWith(ending) && head.length() > ending.length());
            if (QUARTERS.stream().anyMatch(head::endsWith)) {
                return "";
            }
            if (region && head.chars().allMatch(Character::isIdeographic)) {
                return head;
            }
        }
        return "";
    }
}
