package cn.tongban.hub.trial;

import cn.tongban.hub.flow.TrialBundle;
import cn.tongban.hub.flow.TrialEntrance;
import cn.tongban.hub.mapping.BundleFiles;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which route a file of a bundle is an example for: its own name and place say it. */
final class DryTarget {
    private DryTarget() {}

    static Optional<String> of(TrialBundle bundle, String path) {
        String[] parts = path.replace('\\', '/').split("/");
        for (int i = 0; i + 3 < parts.length; i++) {
            if (parts[i].equals("connectors") && parts[i + 2].equals("samples")) {
                return sample(bundle, parts[i + 1], parts[i + 3]);
            }
            if (parts[i].equals("mappings") && parts[i + 2].equals("golden")) {
                return only(routes(bundle, "map/" + parts[i + 1] + "/" + parts[i + 3]));
            }
        }
        return Optional.empty();
    }

    /** By the contract with whose name the sample's begins, or ends: {@code row-result} is a {@code result-row}. */
    private static Optional<String> sample(TrialBundle bundle, String system, String file) {
        String name = file.replaceAll("\\.[a-z]+$", "");
        String turned = name.startsWith("row-") ? name.substring("row-".length()) + "-row" : name;
        return bundle.bundle().contracts().names().stream()
                .filter(contract -> contract.startsWith(system + "/"))
                .filter(contract -> (turned + "-").startsWith(contract.substring(system.length() + 1) + "-"))
                .max(Comparator.comparingInt(String::length))
                .flatMap(contract -> only(takingIn(bundle, routes(bundle, "validate/" + contract))));
    }

    /** A sample of what a partner is sent is no message for the hub. */
    private static Set<String> takingIn(TrialBundle bundle, Set<String> routes) {
        Map<String, TrialEntrance> entrances = bundle.entrances();
        routes.removeIf(route -> entrances.get(route) instanceof TrialEntrance.Deliveries);
        return routes;
    }

    private static Set<String> routes(TrialBundle bundle, String verb) {
        BundleFiles files = bundle.bundle().files();
        Map<String, TrialEntrance> entrances = bundle.entrances();
        Set<String> routes = new TreeSet<>();
        for (String file : files.paths("routes/", ".camel.yaml")) {
            String route = file.substring(file.lastIndexOf('/') + 1, file.length() - ".camel.yaml".length());
            if (entrances.containsKey(route) && files.text(file).matches("(?s).*hub:" + verb + "[\"'\\s}].*")) {
                routes.add(route);
            }
        }
        return routes;
    }

    private static Optional<String> only(Set<String> routes) {
        return routes.size() == 1 ? Optional.of(routes.iterator().next()) : Optional.empty();
    }
}
