package cn.tongban.hub.cli;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request as editors keep it: request line, headers, an empty line, the body; lines that begin with # are notes. */
record HttpFile(String method, String path, Map<String, String> headers, byte[] body) {
    static HttpFile read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
        String[] lines = text.split("\n", -1);
        int at = 0;
        while (at < lines.length && (lines[at].isBlank() || lines[at].startsWith("#"))) {
            at++;
        }
        String[] words = at < lines.length ? lines[at].strip().split("\\s+") : new String[0];
        if (words.length < 2) {
            throw new Failure(Exit.USAGE, ".http 文件的首行应为“方法 地址”。", "An .http file begins with method and address.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        int line = at + 1;
        for (; line < lines.length && !lines[line].isBlank(); line++) {
            int colon = lines[line].indexOf(':');
            if (colon > 0 && !lines[line].startsWith("#")) {
                headers.put(lines[line].substring(0, colon).strip(), lines[line].substring(colon + 1).strip());
            }
        }
        StringBuilder body = new StringBuilder();
        for (int i = line + 1; i < lines.length; i++) {
            body.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
        }
        return new HttpFile(words[0], words[1].replaceFirst("^https?://[^/]*", ""), headers,
                body.toString().strip().getBytes(StandardCharsets.UTF_8));
    }
}
