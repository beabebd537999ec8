package cn.tongban.hub.skeleton;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.release.Finding;
import java.nio.file.Path;
import java.util.List;

/** Makes skeletons for one bundle. Nothing is written: that is {@link SkeletonWriter}'s. */
public final class Skeletons {
    private final BundleFiles bundle;
    private final ConnectorSkeletons connectors;
    private final BundleSkeletons parts;

    public Skeletons(BundleFiles bundle) {
        this.bundle = bundle;
        this.connectors = new ConnectorSkeletons(bundle);
        this.parts = new BundleSkeletons(bundle);
    }

    /**
     * A system that hands cases in and hears of their steps.
     *
     * @throws SkeletonException as all of these, when it cannot be made
     */
    public Skeleton connector(String name) {
        return connectors.desk(name);
    }

    /** @param operation which request of the document; empty for the first */
    public Skeleton openApi(String name, Path document, String operation) {
        return connectors.office(name, OpenApiReader.read(Documents.bytes(document)), operation);
    }

    /** @param operation which operation of the document; empty for the first */
    public Skeleton wsdl(String name, Path document, String operation) {
        return connectors.office(name, WsdlReader.read(Documents.bytes(document)), operation);
    }

    /** @param element which element of the document; empty for the first */
    public Skeleton xsd(String name, Path document, String element) {
        return connectors.office(name, XsdReader.read(Documents.bytes(document)), element);
    }

    /** A system whose tables the hub reads. */
    public Skeleton ddl(String name, Path script) {
        return connectors.tables(name, DdlReader.read(Documents.bytes(script)));
    }

    /**
     * A mapping of a connector that is there.
     *
     * @param name {@code <connector>/<document>-to-canonical} or {@code -from-canonical}
     * @param contract empty for the one that is called like the document
     * @param canonical empty for the one that the document usually is
     */
    public Skeleton mapping(String name, String contract, String canonical) {
        List<String> parts = Names.pair(name, "/", "township/step-from-canonical");
        return this.parts.mapping(parts.get(0), parts.get(1), contract, canonical);
    }

    /**
     * A route for a mapping that is there.
     *
     * @param name {@code <flow>.<verb>}
     * @param kamelet empty for the connector's only one
     */
    public Skeleton route(String name, String mapping, String kamelet) {
        List<String> route = Names.pair(name, ".", "township.withdraw");
        List<String> of = Names.pair(mapping, "/", "township/withdrawal-to-canonical");
        return parts.route(route.get(0), route.get(1), of.get(0), of.get(1), kamelet);
    }

    /** What a check would find in the new files if they lay in the bundle. */
    public List<Finding> findings(Skeleton skeleton) {
        return BundleValidator.validate(bundle.with(MappingFiles.bundle(skeleton.files()))).stream()
                .filter(finding -> skeleton.files().containsKey(finding.file()))
                .toList();
    }
}
