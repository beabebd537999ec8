package cn.tongban.hub.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the {@code parties:} part of {@code connector.yaml}, a list. */
final class PartyParser {
    private PartyParser() {}

    static Map<String, Party> parties(List<YamlSection> sections) {
        Map<String, Party> parties = new LinkedHashMap<>();
        for (YamlSection section : sections) {
            Party party = new Party(
                    section.value("id", null, "?", Values::name),
                    DescriptorParser.bilingual(section, "name"),
                    section.value("secret", null, "?", Values::name),
                    section.list("events", "?", Values::event));
            if (party.id().equals(Destination.EVENTS)) {
                section.report("id", "reserved", Destination.EVENTS + " is the hub's own word");
            }
            if (parties.putIfAbsent(party.id(), party) != null) {
                section.report("id", "duplicate", "two parties have this id");
            }
            section.close();
        }
        return parties;
    }
}
