package cn.tongban.hub.flow;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.connector.Secrets;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.ItemCatalogue;
import cn.tongban.hub.mapping.MappingLibrary;
import cn.tongban.hub.mapping.PersonalFields;

/** One bundle, read and compiled, not yet running. Its parts are immutable and safe for many threads. */
public record Bundle(
        BundleFiles files,
        ConnectorCatalogue connectors,
        ConnectorSettings settings,
        Secrets secrets,
        MappingLibrary mappings,
        ContractLibrary contracts,
        ItemCatalogue items,
        PersonalFields personal) {}
