package cn.tongban.hub.console;

import cn.tongban.hub.support.Csv;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list as a file for spreadsheets, page by page, so that a long one costs no memory. */
final class Export {
    /** What a person can still look through; who needs more asks the API. */
    static final int MOST = 50_000;

    private static final int AT_ONCE = 500;

    private Export() {}

    /**
     * @param next the rows after this one, null for the first; at most so many
     * @param cells of one row
     */
    static <T> void send(HttpServletResponse response, String name, List<String> head, Pages<T> next,
            Function<T, List<String>> cells) throws IOException {
        response.setContentType(Csv.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
        Writer out = response.getWriter();
        out.write(Csv.BYTE_ORDER_MARK);
        out.write(Csv.line(head));
        T last = null;
        int sent = 0;
        List<T> rows = next.after(null, AT_ONCE);
        while (!rows.isEmpty() && sent < MOST) {
            for (T row : rows) {
                out.write(Csv.line(cells.apply(row)));
                last = row;
            }
            sent += rows.size();
            rows = rows.size() < AT_ONCE ? List.of() : next.after(last, AT_ONCE);
        }
    }

    /** A list that goes on after a row. */
    @FunctionalInterface
    interface Pages<T> {
        List<T> after(@Nullable T last, int most);
    }
}
