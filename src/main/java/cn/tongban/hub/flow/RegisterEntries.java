package cn.tongban.hub.flow;

import cn.tongban.hub.intake.RegisterEntry;
import cn.tongban.hub.mapping.TaskCode;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Canonical documents that are about an entry of a register instead of a case. */
final class RegisterEntries {
    private static final String ITEM = "item.published";
    private static final String INVENTORY = "item.inventory";
    static final Set<String> DOCUMENTS = Set.of(ITEM, INVENTORY);

    private RegisterEntries() {}

    /**
     * The entry that the document is about: an item, or what a publisher says that it has.
     *
     * @throws HubException CONTRACT_VIOLATION when an item's code does not hold its body and its catalogue code
     */
    static RegisterEntry of(String document, JsonNode canonical, String connector) {
        return document.equals(ITEM)
                ? new RegisterEntry("item", taskCode(canonical))
                : new RegisterEntry("item-inventory", connector);
    }

    private static String taskCode(JsonNode item) {
        String taskCode = CaseEntries.text(item, "taskCode");
        String catalogCode = CaseEntries.text(item, "catalogCode");
        if (TaskCode.catalogCode(taskCode).filter(catalogCode::equals).isEmpty()) {
            throw new HubException(ErrorCode.CONTRACT_VIOLATION, ITEM, List.of(
                    new Place("/taskCode", "task-code", "31 characters: credit code of the body, level, catalogCode.")));
        }
        return taskCode;
    }
}
