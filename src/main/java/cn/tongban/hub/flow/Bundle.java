package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.egress.Link;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import cn.tongban.hub.mapping.ToleranceLists;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.xml.XmlContracts;
import java.util.Map;

/**
 * One bundle, read and compiled, not yet running. Its parts are safe for many threads, and immutable but for secrets and
 * key files, which may be exchanged.
 *
 * @param links the way to each partner that something goes out to
 */
public record Bundle(
        BundleFiles files,
        ConnectorCatalogue connectors,
        ConnectorSettings settings,
        Secrets secrets,
        MappingLibrary mappings,
        ContractLibrary contracts,
        XmlContracts xml,
        ItemCatalogue items,
        WorkCalendar calendar,
        ToleranceLists tolerance,
        PersonalFields personal,
        Map<String, Link> links) {
    /** @param setting name of a switch of the connector, which says {@code on} or anything else; empty for always on */
    public boolean isOn(String connector, String setting) {
        return setting.isEmpty() || settings.find(connector, setting).filter("on"::equals).isPresent();
    }
}
