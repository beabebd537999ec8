package cn.tongban.hub.intake;

import java.util.List;

/** Where a message goes. */
public sealed interface Address {
    /** These destinations; the first one of a new case is the side that decides it. */
    record To(List<String> destinations) implements Address {
        public To {
            destinations = List.copyOf(destinations);
        }
    }

    /** The desk that took the case in. */
    record CaseOrigin() implements Address {}

    /** The side that decides the case. */
    record CaseHandler() implements Address {}

    /** Besides, whoever else is to hear of it. */
    record Also(Address first, List<String> others) implements Address {
        public Also {
            others = List.copyOf(others);
        }
    }
}
