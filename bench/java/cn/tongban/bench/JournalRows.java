package cn.tongban.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What a grown journal costs: each page of the console, each kind of search, and the intake while a month is dropped. */
final class JournalRows {
    private static final int ASKED = 40;
    /** A page is compiled when it is first asked for, once in the life of a hub. */
    private static final int WARM_UP = 5;
    private static final double PAGE_GOAL = 200;
    private static final double SEARCH_GOAL = 300;

    private final HubSubject hub;
    private final Course course;
    private final Table table;
    private final JournalFill fill;
    private final SplittableRandom random = new SplittableRandom(11);

    JournalRows(HubSubject hub, Course course, Table table, long messages) {
        this.hub = hub;
        this.course = course;
        this.table = table;
        this.fill = new JournalFill(hub, messages);
    }

    void fill() throws Exception {
        course.trial(hub, 20, 5);
        double seconds = fill.run();
        table.plain("messages in the journal", "%,d".formatted(hub.number("select count(*) from message")));
        table.plain("  filled in", "%.0f s".formatted(seconds));
        table.plain("  size of the database", "%,d MB".formatted(hub.number("select pg_database_size('hub') / 1048576")));
        hub.stop();
        table.plain("  start with them, to ready", "%.1f s".formatted(hub.start()));
    }

    /** First byte of every page, and of every kind of search. */
    void pages() throws Exception {
        ConsoleVisitor visitor = ConsoleVisitor.logIn(hub, "monitor");
        for (Map.Entry<String, List<String>> page : paths().entrySet()) {
            List<Double> millis = new ArrayList<>();
            for (String path : page.getValue().subList(0, WARM_UP)) {
                visitor.firstByte(path);
            }
            for (String path : page.getValue()) {
                millis.add(visitor.firstByte(path));
            }
            row("page " + page.getKey(), millis, PAGE_GOAL);
        }
        for (Map.Entry<String, List<String>> kind : numbers().entrySet()) {
            List<Double> millis = new ArrayList<>();
            for (String value : kind.getValue().subList(0, WARM_UP)) {
                visitor.search(value);
            }
            for (String value : kind.getValue()) {
                millis.add(visitor.search(value));
            }
            row("search by " + kind.getKey(), millis, SEARCH_GOAL);
        }
    }

    /** Alternating turns of intake, while nothing else happens and while the oldest month is dropped in the middle. */
    void dropMonths() throws Exception {
        course.warm(hub, 40_000, 30);
        hub.receiver().turn("down");
        List<Double> calm = new ArrayList<>();
        List<Double> dropping = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        double worst = 0;
        for (int back = 4; back > 1; back--) {
            calm.add(course.closed(hub, 6).rate());
            String month = JournalFill.month(back);
            settle(month);
            double[] took = new double[1];
            Thread dropper = new Thread(() -> took[0] = dropAfterAWhile(month), "dropper");
            dropper.start();
            LoadResult during = course.closed(hub, 6);
            dropper.join();
            dropping.add(during.rate());
            worst = Math.max(worst, during.max());
            millis.add(took[0]);
        }
        table.ratio("intake while a month is dropped, against calm turns", Course.median(dropping), Course.median(calm), 0.9);
        table.plain("  longest acknowledgement meanwhile", "%.0f ms".formatted(worst));
        table.most("dropping a month", Course.median(millis), "ms", 1000);
        hub.receiver().turn("up");
    }

    /** A month leaves only when nobody has to decide anything about it. */
    private void settle(String month) throws Exception {
        try (Connection connection = hub.connect()) {
            connection.createStatement().execute("update delivery set state = 'discarded', settled_at = now() where id in "
                    + "(select a.delivery_id from attention a join delivery_" + month + " d on d.id = a.delivery_id)");
        }
    }

    private double dropAfterAWhile(String month) {
        try (Connection connection = hub.connect()) {
            TimeUnit.SECONDS.sleep(3);
            long began = System.nanoTime();
            connection.createStatement().execute("select drop_month(to_date('" + month + "', 'YYYY_MM'))");
            return (System.nanoTime() - began) / 1e6;
        } catch (java.sql.SQLException | java.io.IOException e) {
            throw new IllegalStateException("month " + month + " stays", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private Map<String, List<String>> paths() throws Exception {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (String path : List.of("/", "/messages", "/messages?connector=city-platform", "/messages?connector=postal-ems",
                "/messages?type=case.closed", "/cases", "/dead-letters",
                "/dead-letters?destination=city-platform&code=unknown-code",
                "/dead-letters/repair?destination=city-platform&code=unknown-code", "/doubts", "/orders", "/balance", "/alerts",
                "/tasks", "/connectors", "/connectors/city-platform", "/bundles", "/drifts", "/items", "/account")) {
            paths.put("`" + path + "`", repeat(path));
        }
        paths.put("`/messages?before=...`", texts("select '/messages?before=' || id from message where id >= ? order by id limit 1"));
        paths.put("`/messages?connector=city-window&before=...`",
                texts("select '/messages?connector=city-window&before=' || id from message where id >= ? order by id limit 1"));
        paths.put("`/messages?caseNo=...`",
                texts("select '/messages?caseNo=' || case_no from message where id >= ? order by id limit 1"));
        paths.put("`/messages/{id}`", texts("select '/messages/' || id from message where id >= ? order by id limit 1"));
        paths.put("`/deliveries/{id}`", texts("select '/deliveries/' || id from delivery where id >= ? order by id limit 1"));
        paths.put("`/cases/{caseNo}`", texts("select '/cases/' || case_no from message where id >= ? order by id limit 1"));
        paths.put("`/cases?before=...`", texts("""
                select '/cases?before=' || translate(encode(convert_to(to_char(created_at at time zone 'UTC',
                    'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || E'\n' || case_no, 'UTF8'), 'base64'), E'+/=\n', '-_')
                from service_case where case_no >= (select case_no from message where id >= ? order by id limit 1)
                order by case_no limit 1"""));
        return paths;
    }

    private Map<String, List<String>> numbers() throws Exception {
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        numbers.put("case number", texts("select case_no from message where id >= ? order by id limit 1"));
        numbers.put("message id", texts("select id::text from message where id >= ? order by id limit 1"));
        numbers.put("delivery id", texts("select id::text from delivery where id >= ? order by id limit 1"));
        numbers.put("parcel number", texts("""
                select waybill_no from parcel where case_no >= (select case_no from message where id >= ? order by id limit 1)
                order by case_no limit 1"""));
        numbers.put("credit code", some(JournalFill::creditCode));
        numbers.put("phone", some(JournalFill::phone));
        numbers.put("identity number (a thousand cases each)", some(JournalFill::idNumber));
        numbers.put("name (some fifty cases each)", some(JournalFill::name));
        return numbers;
    }

    private List<String> some(java.util.function.LongFunction<String> value) {
        return random.longs(ASKED, 0, fill.cases()).mapToObj(value).toList();
    }

    /** One row each for as many random moments of the months that are there. */
    private List<String> texts(String sql) throws Exception {
        List<String> found = new ArrayList<>();
        try (Connection connection = hub.connect(); var ask = connection.prepareStatement(
                sql.replace("id >= ?", "id >= id_at(now() - interval '3 days' - ? * interval '1 day')"))) {
            for (int i = 0; i < ASKED; i++) {
                ask.setInt(1, random.nextInt(110));
                try (ResultSet row = ask.executeQuery()) {
                    row.next();
                    found.add(row.getString(1));
                }
            }
        }
        return found;
    }

    private static List<String> repeat(String path) {
        String[] paths = new String[ASKED];
        Arrays.fill(paths, path);
        return List.of(paths);
    }

    private void row(String what, List<Double> millis, double goal) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        table.most("%s, p50 %.0f, p95".formatted(what, sorted[sorted.length / 2]),
                sorted[(int) Math.floor(sorted.length * 0.95)], "ms", goal);
        Course.log("%s: p50 %.0f p95 %.0f ms", what, sorted[sorted.length / 2], sorted[(int) Math.floor(sorted.length * 0.95)]);
    }
}
