package cn.tongban.hub.catalogue;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which materials an applicant brings. A material that a situation names is needed only by whom that situation fits; all
 * others are needed by everybody.
 *
 * @param version of the item that it was read from
 * @param situations that may be chosen, with the chosen ones among them
 * @param chosen ids of the chosen situations
 */
public record MaterialChoice(
        String taskCode,
        int version,
        List<ItemDocument.Situation> situations,
        List<String> chosen,
        List<ItemDocument.Material> materials) {

    /** @throws HubException REQUEST_INVALID for a situation that the item does not have, or two answers to one question */
    static MaterialChoice of(ItemDocument item, List<String> chosen) {
        List<ItemDocument.Situation> situations = item.situations();
        List<ItemDocument.Situation> fitting =
                situations.stream().filter(one -> chosen.contains(one.situationId())).toList();
        if (fitting.size() != Set.copyOf(chosen).size()) {
            throw invalid("unknown", "The item has no such situation.");
        }
        Set<String> answered = new HashSet<>();
        if (fitting.stream().anyMatch(one -> !one.question().isEmpty() && !answered.add(one.question()))) {
            throw invalid("one-answer", "Two of the situations answer the same question.");
        }
        Set<String> conditional = ids(situations);
        Set<String> needed = ids(fitting);
        return new MaterialChoice(item.taskCode(), item.version(), situations, List.copyOf(chosen), item.materials().stream()
                .filter(one -> !conditional.contains(one.materialId()) || needed.contains(one.materialId())).toList());
    }

    private static Set<String> ids(List<ItemDocument.Situation> situations) {
        return situations.stream().flatMap(one -> one.materials().stream()).collect(Collectors.toSet());
    }

    private static HubException invalid(String rule, String detail) {
        return new HubException(ErrorCode.REQUEST_INVALID, "situation", List.of(new Place("/situation", rule, detail)));
    }
}
