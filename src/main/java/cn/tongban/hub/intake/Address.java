package cn.tongban.hub.intake;

import java.util.List;
import java.util.stream.Stream;

/** Where a message goes. */
public sealed interface Address {
    /** Whether it can be told without asking a case. */
    default boolean isNamed() {
        return this instanceof To || this instanceof Also also && also.first().isNamed();
    }

    /** The destinations of an address that {@link #isNamed()}, each once. */
    default List<String> named() {
        if (this instanceof Also also) {
            return Stream.concat(also.first().named().stream(), also.others().stream()).distinct().toList();
        }
        return ((To) this).destinations();
    }

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
