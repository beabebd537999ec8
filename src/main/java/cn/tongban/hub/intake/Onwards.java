package cn.tongban.hub.intake;

import cn.tongban.hub.cases.Hearing;
import cn.tongban.hub.cases.StoredCase;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What of one case goes where in one commit: to whom it is addressed, and to who listens. */
final class Onwards {
    private final Listeners listeners;
    private final List<Onward> all = new ArrayList<>();

    /** A message that its destinations shall hear of now. */
    record Onward(UUID messageId, String type, List<String> destinations) {}

    Onwards(Listeners listeners) {
        this.listeners = listeners;
    }

    List<Onward> all() {
        return all;
    }

    /**
     * Adds one message. A submission brings several steps, but it is one message: told again, it goes once to each.
     *
     * @param stored the case as the message leaves it
     * @return who has heard of what by now
     */
    Hearing add(UUID messageId, String type, List<String> addressed, StoredCase stored) {
        Set<String> to = new LinkedHashSet<>(addressed);
        Hearing hearing = stored.hearing();
        for (Listeners.Listener listener : listeners.of(type, stored)) {
            if (!listener.once()) {
                to.add(listener.destination());
            } else if (!hearing.hasHeard(listener.destination(), type)) {
                to.add(listener.destination());
                hearing = hearing.after(listener.destination(), type);
            }
        }
        for (Onward earlier : List.copyOf(all)) {
            if (earlier.messageId().equals(messageId) && earlier.type().equals(type)) {
                to.addAll(earlier.destinations());
                all.remove(earlier);
            }
        }
        all.add(new Onward(messageId, type, List.copyOf(to)));
        return hearing;
    }
}
