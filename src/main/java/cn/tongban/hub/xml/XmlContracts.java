package cn.tongban.hub.xml;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.BundleProblem;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ws.commons.schema.XmlSchemaException;

/**
 * The XML Schemas and WSDLs of a bundle, under {@code connectors/<id>/contract/}, compiled once; safe for many threads.
 */
public final class XmlContracts {
    private final Map<String, XmlContract> contracts = new TreeMap<>();
    private final Map<String, Wsdl> wsdls = new TreeMap<>();
    private final List<BundleProblem> problems = new ArrayList<>();

    private XmlContracts(BundleFiles files) {
        Map<String, List<String>> byConnector = Stream.of(".xsd", ".wsdl")
                .flatMap(suffix -> files.paths("connectors/", suffix).stream())
                .filter(path -> path.split("/").length == 4 && path.split("/")[2].equals("contract"))
                .collect(Collectors.groupingBy(path -> path.split("/")[1], TreeMap::new, Collectors.toList()));
        byConnector.forEach((connector, paths) -> add(files, connector, paths));
    }

    /** @throws HubException BUNDLE_INVALID with one place per problem */
    public static XmlContracts compile(BundleFiles files) {
        XmlContracts contracts = compileLeniently(files);
        if (!contracts.problems.isEmpty()) {
            List<Place> places = contracts.problems.stream()
                    .map(problem -> new Place(problem.file(), problem.rule(), problem.message())).toList();
            throw new HubException(ErrorCode.BUNDLE_INVALID, contracts.problems.get(0).file(), places);
        }
        return contracts;
    }

    /** As {@link #compile}, but what is broken is only left out and listed in {@link #problems()}. */
    public static XmlContracts compileLeniently(BundleFiles files) {
        return new XmlContracts(files);
    }

    public List<BundleProblem> problems() {
        return List.copyOf(problems);
    }

    /** Empty for a connector that has no XML Schema. */
    public Optional<XmlContract> of(String connector) {
        return Optional.ofNullable(contracts.get(connector));
    }

    /** @param file as connector.yaml names it, for example {@code contract/callback.wsdl} */
    public Optional<Wsdl> wsdl(String connector, String file) {
        return Optional.ofNullable(wsdls.get("connectors/" + connector + "/" + file));
    }

    private void add(BundleFiles files, String connector, List<String> paths) {
        try {
            SchemaSet set = SchemaSet.read(files, paths);
            if (!set.isEmpty()) {
                contracts.put(connector, new XmlContract(
                        set, set.compile(paths.get(0)), new XsdModel(paths.get(0), set.model()).elements()));
            }
            paths.stream().filter(path -> path.endsWith(".wsdl")).forEach(path -> wsdls.put(path,
                    Wsdl.read(path, XmlReader.parse(XmlText.read(files.bytes(path).orElseThrow(), null)), of(connector))));
        } catch (XsdException e) {
            problems.add(new BundleProblem(e.file(), 1, 1, e.rule(), String.valueOf(e.getMessage())));
        } catch (XmlSchemaException e) {
            problems.add(new BundleProblem(paths.get(0), 1, 1, "xsd-schema", String.valueOf(e.getMessage())));
        }
    }
}
