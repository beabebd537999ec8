package cn.tongban.hub.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.catalogue}.
 *
 * @param gate what the catalogue may stop
 * @param look how long a node may go by what it last saw of the catalogue
 */
@ConfigurationProperties("hub.catalogue")
record CatalogueProperties(@DefaultValue("known") Gate gate, @DefaultValue("1s") Duration look) {
    /** What a case of an item needs to be forwarded. */
    enum Gate {
        /** The catalogue is not asked. */
        OFF,
        /** Nothing is known against it: the item is not out of use, and its pair does not differ. */
        KNOWN,
        /** It is known to be in use, and its pair to be unified. */
        STRICT
    }
}
