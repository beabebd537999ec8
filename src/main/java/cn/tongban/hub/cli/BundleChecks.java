package cn.tongban.hub.cli;

import cn.tongban.hub.connector.ConnectorCatalogue;
import cn.tongban.hub.connector.SecretLoader;
import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.mapping.WorkCalendar;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bundle that the hub would start with: readable, with all secrets that its connectors name, and for this year. */
final class BundleChecks {
    private static final int NOTICE_MONTH = 11;

    private BundleChecks() {}

    /** Names only; no secret is printed, and none is made. */
    static Check secrets(Environment environment) {
        try {
            ConnectorCatalogue connectors = connectors(environment);
            new SecretLoader(environment.variables()::get, environment.data().resolve("secrets"), false)
                    .load(connectors);
            return Check.fine("secrets", "对接系统所需密钥齐全。", "All secrets that the connectors name are there.");
        } catch (HubException e) {
            boolean missing = e.code() == ErrorCode.SECRET_MISSING;
            if (missing && Boolean.parseBoolean(environment.get("HUB_SECRETS_GENERATE_MISSING", "false"))) {
                return Check.care("secrets", "缺少的密钥将在启动时随机生成,只适合演示。",
                        "Missing secrets will be made at the start; for demos only.");
            }
            String names = e.places().stream().map(Place::pointer).collect(Collectors.joining(", "));
            return missing
                    ? Check.bad("secrets", "缺少密钥:" + names + "。请配置环境变量或 secrets 目录中的文件。",
                            "Secrets are missing: " + names + ". Set them in the environment or the folder “secrets”.")
                    : Check.bad("bundle", "集成包读不了,请运行 ./hub validate。", "The bundle cannot be read; run ./hub validate.");
        }
    }

    /** The notice of the next year comes in autumn; from then on deadlines reach into it. */
    static Check calendar(Environment environment, LocalDate today) {
        try {
            WorkCalendar calendar = WorkCalendar.readLeniently(BundleFolder.installed(environment));
            int last = today.getMonthValue() < NOTICE_MONTH ? today.getYear() : today.getYear() + 1;
            return IntStream.rangeClosed(today.getYear(), last).filter(year -> !calendar.knows(year)).boxed().findFirst()
                    .map(year -> Check.care("calendar", "缺少 %d 年的工作日历,涉及该年的时限只是暂定。".formatted(year),
                            "The calendar of %d is missing; deadlines that reach into it are provisional.".formatted(year)))
                    .orElse(Check.fine("calendar", "工作日历齐全。", "The calendars of working days are there."));
        } catch (HubException e) {
            return Check.bad("calendar", "集成包读不了,请运行 ./hub validate。", "The bundle cannot be read; run ./hub validate.");
        }
    }

    private static ConnectorCatalogue connectors(Environment environment) {
        BundleFiles files = BundleFolder.installed(environment);
        Map<String, byte[]> descriptors = new TreeMap<>();
        files.paths("connectors/", "").forEach(path -> descriptors.put(path, files.bytes(path).orElseThrow()));
        return ConnectorCatalogue.parse(descriptors);
    }
}
