package cn.tongban.hub.console;

import cn.tongban.hub.console.Frame.Entry;
import cn.tongban.hub.console.Frame.Section;
import cn.tongban.hub.security.Caller;
import cn.tongban.hub.security.Scope;
import java.util.List;

/** The navigation by task. A page that is not here is reached from one that is. */
final class Navigation {
    private static final List<Part> PARTS = List.of(
            new Part("nav.watch", List.of(
                    new Page("overview", "/", Scope.READ),
                    new Page("alerts", "/alerts", Scope.READ),
                    new Page("messages", "/messages", Scope.READ),
                    new Page("dead", "/dead-letters", Scope.READ),
                    new Page("doubts", "/doubts", Scope.READ),
                    new Page("orders", "/orders", Scope.READ),
                    new Page("tasks", "/tasks", Scope.READ),
                    new Page("balance", "/balance", Scope.READ))),
            new Part("nav.cases-part", List.of(
                    new Page("cases", "/cases", Scope.READ))),
            new Part("nav.integration", List.of(
                    new Page("connectors", "/connectors", Scope.READ),
                    new Page("bundles", "/bundles", Scope.READ),
                    new Page("drifts", "/drifts", Scope.READ),
                    new Page("items", "/items", Scope.READ))),
            new Part("nav.admin", List.of(
                    new Page("accounts", "/accounts", Scope.ACCOUNTS),
                    new Page("tokens", "/tokens", Scope.ADMIN),
                    new Page("system", "/system", Scope.DIAGNOSE),
                    new Page("audit", "/audit", Scope.AUDIT))));

    private record Part(String key, List<Page> pages) {}

    private record Page(String key, String href, Scope scope) {}

    private Navigation() {}

    static List<Section> of(Caller caller, String path) {
        return PARTS.stream()
                .map(part -> new Section(part.key(), part.pages().stream()
                        .filter(page -> caller.scopes().contains(page.scope()))
                        .map(page -> new Entry("nav." + page.key(), page.href(), isAt(path, page.href())))
                        .toList()))
                .filter(section -> !section.entries().isEmpty())
                .toList();
    }

    /** The first page that this person may see. */
    static String home(Caller caller) {
        return PARTS.stream().flatMap(part -> part.pages().stream())
                .filter(page -> caller.scopes().contains(page.scope())).map(Page::href).findFirst().orElse("/account");
    }

    private static boolean isAt(String path, String href) {
        return href.equals("/") ? path.equals("/") : path.equals(href) || path.startsWith(href + "/");
    }
}
