package cn.tongban.hub.fault;

import java.nio.file.Path;

/** The repository's bundle with a source of rows on top: each state of a row is a case, and nothing is delivered. */
final class RowsBundle {
    private static final String SOURCE = """
            id: rows
            name: {zh: 表, en: Rows}
            owner: {zh: 测试, en: Tests}
            direction: in
            settings: {database-url: "", database-user: ""}
            secrets: [database-password]
            source:
              kind: postgres-cdc
              url: database-url
              user: database-user
              password: database-password
              slot: tongban_rows
              retry: 2s
              tables:
                - {name: up_pro_accept, channel: accept, columns: [row_guid, project_no, applyer_name, update_time, version]}
            """;
    /** Never open, so that the runs judge the way in alone. */
    private static final String DRAIN = """
            id: drain
            name: {zh: 测试, en: Drain}
            owner: {zh: 测试, en: Tests}
            direction: out
            deliver:
              doubt: idempotent
              opening-hours: [{days: [SUN], from: "03:00", to: "03:01"}]
            """;
    private static final String MAPPING = """
            {
              "caseNo": .row.row_guid + "-" + .row.version,
              "version": 1,
              "item": {"taskCode": "11610700Y00000016L3000131999000"},
              "applicant": {"name": .row.applyer_name},
              "receivedAt": "2026-03-16T09:30:00+08:00"
            }
            """;
    private static final String ROUTE = """
            - route:
                id: rows.record
                group: rows
                description: What the partner's tables say
                routeConfigurationId: policy.receive
                from:
                  uri: hub:arrivals/rows
                  parameters: {channel: accept}
                  steps:
                    - to: {uri: "hub:validate/rows/row"}
                    - to: {uri: "hub:map/rows/row-to-canonical"}
                    - to: {uri: "hub:address/to", parameters: {systems: drain}}
                    - to: {uri: "hub:record/case.submitted", parameters: {key: "/caseNo"}}
            """;

    private RowsBundle() {}

    static TestBundle in(Path folder) {
        return TestBundle.copy(folder)
                .write("connectors/rows/connector.yaml", SOURCE)
                .write("connectors/rows/contract/row.schema.json", "{\"type\": \"object\"}")
                .write("connectors/drain/connector.yaml", DRAIN)
                .write("mappings/rows/row-to-canonical.jslt", MAPPING)
                .write("routes/rows/rows.record.camel.yaml", ROUTE);
    }
}
