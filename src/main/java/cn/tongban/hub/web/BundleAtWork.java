package cn.tongban.hub.web;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.PersonalFields;

/** The bundle that handles what comes in and goes out just now. */
@FunctionalInterface
public interface BundleAtWork {
    /** @throws cn.tongban.hub.support.HubException STOPPING while there is none */
    Parts parts();

    /** What of a bundle the API shows or leans on. */
    record Parts(
            BundleFiles files,
            ConnectorCatalogue connectors,
            ConnectorSettings settings,
            PersonalFields personal,
            ContractLibrary contracts) {}
}
