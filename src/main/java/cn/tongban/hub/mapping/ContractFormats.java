package cn.tongban.hub.mapping;

import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.FormatValidator;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.ValidationContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** The formats that contracts may name, each with the sentence that an error shows. */
final class ContractFormats {
    /** Under this name the execution context carries the message's day. */
    static final String AS_OF = "asOf";

    private static final int SHORTEST_TIME = "2026-03-16T09:30:00Z".length();

    private ContractFormats() {}

    static List<Format> all() {
        return List.of(
                new CreditCode(),
                new Rule("resident-id", ResidentId::isValid),
                new Rule("task-code", (text, day) -> TaskCode.isValid(text)),
                new Rule("catalog-code", (text, day) -> TaskCode.isCatalogCode(text)),
                new Rule("case-no", (text, day) -> CaseNo.isValid(text)),
                new Rule("s10", (text, day) -> Waybill.isItemNumber(text)),
                new Rule("waybill", (text, day) -> Waybill.isValid(text)),
                new Rule("date-time", (text, day) -> isTime(text)),
                new Rule("date", (text, day) -> isDate(text)));
    }

    static Set<String> names() {
        return all().stream().map(Format::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    static String sentence(String format) {
        return switch (format) {
            case "uscc" -> "Not a unified social credit code: 18 upper-case characters with a right check character.";
            case "resident-id" ->
                    "Not a resident ID number: 18 characters, a possible birth date, a right check character.";
            case "task-code" -> "Not an item code: 31 characters, a credit code, a level and a catalogue code.";
            case "catalog-code" -> "Not a catalogue code: 12 digits or upper-case letters.";
            case "case-no" -> "Not a case number: 1 to 50 letters, digits, dots, underscores or hyphens.";
            case "s10" -> "Not a postal item number (S10): two letters, eight digits, a right check digit, two letters.";
            case "waybill" -> "Not a waybill number: 13 digits, or an S10 item number with a right check digit.";
            case "date-time" -> "Not a time with seconds and offset, such as 2026-03-16T09:30:00+08:00.";
            case "date" -> "Not a date such as 2026-03-16.";
            default -> "Does not have the form " + format + ".";
        };
    }

    private static boolean isTime(String text) {
        if (text.length() < SHORTEST_TIME || text.charAt(10) != 'T' || text.charAt(16) != ':') {
            return false;
        }
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Old registrations have a wrong organisation check: noted, not refused. */
    private static final class CreditCode implements Format {
        @Override
        public String getName() {
            return "uscc";
        }

        @Override
        public boolean matches(
                ExecutionContext execution,
                ValidationContext validation,
                JsonNode node,
                JsonNode root,
                JsonNodePath location,
                boolean assertions,
                FormatValidator validator) {
            if (!node.isTextual()) {
                return true;
            }
            Uscc.Result result = Uscc.check(node.textValue());
            if (result == Uscc.Result.ORGANISATION_CHECK) {
                WarningCollector warnings = (WarningCollector) execution.getCollectorContext()
                        .get(WarningCollector.NAME);
                warnings.add(new Place(location.toString(), "uscc-organisation",
                        "The check character of the organisation code is wrong."));
            }
            return result == Uscc.Result.VALID || result == Uscc.Result.ORGANISATION_CHECK;
        }
    }

    private record Rule(String name, BiPredicate<String, LocalDate> test) implements Format {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext execution, String value) {
            return test.test(value, (LocalDate) execution.getCollectorContext().get(AS_OF));
        }
    }
}
