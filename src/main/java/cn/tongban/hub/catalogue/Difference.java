package cn.tongban.hub.catalogue;

/**
 * Where the district's and the city's item of one matter do not say the same.
 *
 * @param field for example {@code conditions}, {@code promised}, {@code materials[营业执照].pages}
 * @param districtValue what the district's item says, empty when it says nothing
 * @param cityValue what the city's item says
 */
public record Difference(String field, String districtValue, String cityValue, Severity severity) {
    /** The field without what it is about: names a rule, never a value of the catalogue. */
    public String rule() {
        int bracket = field.indexOf('[');
        return bracket < 0 ? field : field.substring(0, bracket);
    }
}
