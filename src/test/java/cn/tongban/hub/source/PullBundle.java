package cn.tongban.hub.source;

import cn.tongban.hub.flow.SourceFlow;

/** A connector that is asked what waits there, with everything that a bundle needs for it. */
final class PullBundle {
    private static final String CONNECTOR = """
            id: keeper
            name: {zh: 存放方, en: Keeper}
            owner: {zh: 测试, en: Tests}
            direction: both
            settings: {base-url: "http://127.0.0.1:9"}
            deliver:
              doubt: confirm
              timeouts: {connect: 1s, answer: 2s, total: 4s}
              ticket: {life: 30m, renew: 1m}
            source: {kind: pull, channels: [todo], every: 100ms, retry: 200ms, alarm: 1s}
            """;
    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: keeper-%1$s-action
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition: {title: Keeper, description: Keeper, type: object, properties: {}}
              template:
                from:
                  uri: kamelet:source
                  steps:
            %2$s
                    - to: {uri: "{{keeper.base-url}}/%1$s", parameters: {httpMethod: POST}}
            """;
    private static final String TICKET = """
                    - to: {uri: "hub:ticket/keeper"}
                    - setHeader: {name: X-Ticket, variable: hub.ticket}
                    - setHeader: {name: Content-Type, constant: application/json}
            """;
    private static final String ROUTE = """
            - route:
                id: keeper.%1$s
                group: keeper
                description: Asks
                routeConfigurationId: policy.deliver
                from:
                  uri: hub:%1$s/keeper
                  parameters: {%2$s}
                  steps:
                    - to: {uri: "kamelet:keeper-%3$s-action"}
                    - to: {uri: "hub:answer/keeper/%1$s"}
            """;
    private static final String ARRIVALS = """
            - route:
                id: keeper.todo
                group: keeper
                description: What waited there
                routeConfigurationId: policy.receive
                from:
                  uri: hub:arrivals/keeper
                  parameters: {channel: todo}
                  steps:
                    - to: {uri: "hub:validate/keeper/todo"}
                    - to: {uri: "hub:map/keeper/todo-to-canonical"}
                    - to: {uri: "hub:address/to", parameters: {systems: "office"}}
                    - to: {uri: "hub:record/case.submitted", parameters: {key: "/caseNo"}}
            """;
    private static final String EXPIRED = "if (.status == 401) {\"outcome\": \"ticket-expired\", \"code\": \"401\", \"reason\": \"ticket\"} ";

    private PullBundle() {}

    /** The list only names what waits; each is asked for by itself. */
    static void layFetching(SourceFlow flow, String url) {
        lay(flow, url);
        flow.file("routes/keeper/keeper.fetches.camel.yaml", ROUTE.formatted("fetches", "channel: todo", "one"))
                .file("connectors/keeper/keeper-one-action.kamelet.yaml", KAMELET.formatted("one", TICKET))
                .file("mappings/keeper/fetches.jslt", EXPIRED + """
                        else if (.status == 200) {"document": .body}
                        else {"outcome": "refused", "code": "" + .status, "reason": "gone"}
                        """);
    }

    static void lay(SourceFlow flow, String url) {
        flow.file("connectors/keeper/connector.yaml", CONNECTOR)
                .file("connectors/keeper/contract/todo.schema.json", "{\"type\":\"object\",\"required\":[\"caseNo\"]}")
                .file("connectors/keeper/keeper-ticket-action.kamelet.yaml", KAMELET.formatted("ticket", ""))
                .file("connectors/keeper/keeper-todo-action.kamelet.yaml", KAMELET.formatted("todo", TICKET))
                .file("connectors/keeper/keeper-done-action.kamelet.yaml", KAMELET.formatted("done", TICKET))
                .file("mappings/keeper/tickets.jslt", "if (.status == 200) {\"ticket\": .body.ticket} else {\"code\": \"\" + .status, \"reason\": \"none\"}")
                .file("mappings/keeper/pulls.jslt", "// keep-empty\n" + EXPIRED + """
                        else if (.status == 503) {"outcome": "retry", "code": "503", "reason": "later"}
                        else {"items": [for (.body.cases) {"key": .key, "document": .document}], "position": .body.mark, "more": .body.more}
                        """)
                .file("mappings/keeper/confirms.jslt", EXPIRED + """
                        else if (.status == 200) {"outcome": "confirmed"}
                        else {"outcome": "retry", "code": "" + .status, "reason": "later"}
                        """)
                .file("mappings/keeper/todo-to-canonical.jslt", """
                        {"caseNo": .caseNo, "version": 1, "item": {"taskCode": "11610700Y00000016L3000131999000"},
                         "applicant": {"name": "测试甲"}, "receivedAt": "2026-03-16T09:30:00+08:00"}
                        """)
                .file("routes/keeper/keeper.tickets.camel.yaml", ROUTE.formatted("tickets", "", "ticket").replace("      parameters: {}\n", ""))
                .file("routes/keeper/keeper.pulls.camel.yaml", ROUTE.formatted("pulls", "channel: todo", "todo"))
                .file("routes/keeper/keeper.confirms.camel.yaml", ROUTE.formatted("confirms", "channel: todo", "done"))
                .file("routes/keeper/keeper.todo.camel.yaml", ARRIVALS)
                .environment("HUB_CONNECTOR_KEEPER_BASE_URL", url);
    }
}
