package cn.tongban.hub.web;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.ConnectorSettings;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.ContractLibrary;
import cn.tongban.hub.mapping.PersonalFields;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    /** The bundle that came with the jar, until somebody else says which one is at work. */
    @Bean
    @ConditionalOnMissingBean
    BundleAtWork bundleOfTheJar() {
        BundleFiles files = BundleFiles.fromClassPath();
        Map<String, byte[]> descriptors = new TreeMap<>();
        files.paths("connectors/", "/connector.yaml")
                .forEach(path -> descriptors.put(path, files.bytes(path).orElseThrow()));
        ConnectorCatalogue connectors = ConnectorCatalogue.parse(descriptors);
        BundleAtWork.Parts parts = new BundleAtWork.Parts(
                files,
                connectors,
                ConnectorSettings.of(connectors, System::getenv),
                PersonalFields.read(files),
                ContractLibrary.compile(files));
        return () -> parts;
    }
}
