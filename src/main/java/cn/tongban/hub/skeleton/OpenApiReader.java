package cn.tongban.hub.skeleton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads the requests with a JSON body out of an OpenAPI document, 3.0 or 3.1, as JSON or YAML. */
final class OpenApiReader {
    private static final List<String> METHODS = List.of("post", "put", "patch");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~{}-]+)+/?");
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");
    private static final int MOST = 500;

    private final JsonNode root;
    private final List<Described> found = new ArrayList<>();
    private final List<Todo> todo = new ArrayList<>();

    private OpenApiReader(JsonNode root) {
        this.root = root;
    }

    static Reading read(byte[] document) {
        JsonNode root = Documents.tree(document);
        String version = root.path("openapi").asText();
        if (!version.startsWith("3.0") && !version.startsWith("3.1")) {
            throw new SkeletonException("只能读 OpenAPI 3.0 和 3.1。", "Only OpenAPI 3.0 and 3.1 can be read.");
        }
        OpenApiReader reader = new OpenApiReader(root);
        reader.whole();
        root.path("paths").fields().forEachRemaining(entry -> reader.path(entry.getKey(), entry.getValue()));
        if (reader.found.isEmpty()) {
            throw new SkeletonException("文件中没有带 JSON 报文的 POST、PUT 或 PATCH。",
                    "The document has no POST, PUT or PATCH with a JSON body.");
        }
        return new Reading("OpenAPI " + version, reader.found, reader.todo);
    }

    private void whole() {
        root.path("servers").forEach(server -> todo.add(new Todo("connector.yaml",
                "文件写明的地址是 " + server.path("url").asText() + "，由 base-url 设置决定",
                "the document names the address " + server.path("url").asText() + "; the setting base-url decides")));
        root.path("components").path("securitySchemes").fields().forEachRemaining(entry -> todo.add(new Todo(
                "securitySchemes/" + entry.getKey(),
                "认证方式 " + kind(entry.getValue()) + " 需自己写进 Kamelet，密钥名写进 secrets",
                "the authentication " + kind(entry.getValue())
                        + " is yours to write into the Kamelet, with the secret's name under secrets")));
        if (root.has("webhooks")) {
            todo.add(new Todo("webhooks", "回调没有读取", "were not read"));
        }
    }

    private static String kind(JsonNode scheme) {
        return (scheme.path("type").asText() + " " + scheme.path("scheme").asText(scheme.path("name").asText())).strip();
    }

    private void path(String path, JsonNode item) {
        if (item.has("$ref")) {
            throw Documents.external(item.path("$ref").asText());
        }
        for (String method : List.of("get", "delete", "head", "options", "trace")) {
            if (item.has(method)) {
                todo.add(new Todo(method.toUpperCase(Locale.ROOT) + " " + path, "未采用；查询可写成 hub:probes 的 Kamelet",
                        "was not taken; a query could be the Kamelet of a hub:probes route"));
            }
        }
        for (String method : METHODS) {
            if (item.has(method) && found.size() < MOST) {
                operation(path, method, item, item.path(method));
            }
        }
    }

    private void operation(String path, String method, JsonNode item, JsonNode operation) {
        String label = operation.path("operationId").asText(method.toUpperCase(Locale.ROOT) + " " + path);
        Optional<JsonNode> body = json(resolved(operation.path("requestBody")));
        if (body.isEmpty()) {
            todo.add(new Todo(label, "没有 JSON 报文，未采用", "has no JSON body and was not taken"));
            return;
        }
        if (!PATH.matcher(path).matches() || path.contains("..")) {
            todo.add(new Todo(label, "路径含有枢纽不允许的字符", "its path has characters that the hub does not allow"));
            return;
        }
        OpenApiSchemas schemas = new OpenApiSchemas(root);
        ObjectNode contract = schemas.contract(body.get());
        contract.put("title", (method.toUpperCase(Locale.ROOT) + " {base-url}" + path));
        List<Todo> own = new ArrayList<>(schemas.todo());
        parameters(item.path("parameters"), own);
        parameters(operation.path("parameters"), own);
        answers(operation.path("responses"), own);
        found.add(new Described(Names.from(label, "request"), label, method.toUpperCase(Locale.ROOT),
                plain(path), contract, own));
    }

    /** Names in the hub's paths have letters, digits and dots only. */
    private static String plain(String path) {
        String camel = BRACES.matcher(path).replaceAll(OpenApiReader::camel);
        return camel.endsWith("/") ? camel.substring(0, camel.length() - 1) : camel;
    }

    private static String camel(MatchResult braces) {
        StringBuilder name = new StringBuilder();
        for (String word : braces.group(1).split("[^A-Za-z0-9]+")) {
            name.append(name.isEmpty() || word.isEmpty() ? word
                    : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return "{" + (name.isEmpty() ? "x" : name) + "}";
    }

    private void parameters(JsonNode parameters, List<Todo> own) {
        for (JsonNode each : parameters) {
            JsonNode parameter = resolved(each);
            String in = parameter.path("in").asText();
            String name = parameter.path("name").asText();
            boolean needed = parameter.path("required").asBoolean(false);
            if (in.equals("path")) {
                continue;
            }
            own.add(new Todo(in + " " + name,
                    (needed ? "必填" : "可选") + "参数，需自己写进 Kamelet",
                    "a " + (needed ? "required" : "further") + " parameter, yours to write into the Kamelet"));
        }
    }

    /** What an answer holds, so that whoever writes answer-to-receipt need not look it up. */
    private void answers(JsonNode responses, List<Todo> own) {
        responses.fields().forEachRemaining(entry -> json(resolved(entry.getValue())).ifPresent(schema -> {
            TreeSet<String> fields = new TreeSet<>();
            resolved(schema).path("properties").fieldNames().forEachRemaining(fields::add);
            own.add(new Todo("answer-to-receipt", "应答 " + entry.getKey() + " 的字段：" + fields,
                    "an answer " + entry.getKey() + " holds " + fields));
        }));
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode at = node;
        for (int hops = 0; at.has("$ref") && hops < 10; hops++) {
            at = target(root, at.path("$ref").asText());
        }
        return at;
    }

    static JsonNode target(JsonNode root, String ref) {
        if (!ref.startsWith("#/")) {
            throw Documents.external(ref);
        }
        JsonNode target = root.at(ref.substring(1));
        if (target.isMissingNode()) {
            throw new SkeletonException("文件中没有 " + ref, "The document has no " + ref);
        }
        return target;
    }

    private static Optional<JsonNode> json(JsonNode holder) {
        for (Map.Entry<String, JsonNode> type : holder.path("content").properties()) {
            String media = type.getKey().split(";")[0].strip();
            if (media.equals("application/json") || media.endsWith("+json")) {
                return Optional.of(type.getValue().path("schema")).filter(JsonNode::isObject);
            }
        }
        return Optional.empty();
    }
}
