package cn.tongban.hub.web;

import cn.tongban.hub.security.Open;
import cn.tongban.hub.security.Requires;
import cn.tongban.hub.security.Scope;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the hub really answers to, read from its own table of handlers, so that a new page or call cannot be forgotten. */
public final class Mappings {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::([^}|]+)[^}]*)?}");

    private Mappings() {}

    /** One method at one address. */
    public record Mapped(String verb, String pattern, HandlerMethod handler, RequestMappingInfo info) {
        /** The address with something in place of its variables. */
        public String path() {
            return VARIABLE.matcher(pattern).replaceAll(found -> found.group(2) != null ? found.group(2)
                    : found.group(1).equals("no") ? "1" : "00000000-0000-7000-8000-000000000000");
        }

        public boolean open() {
            return handler.hasMethodAnnotation(Open.class);
        }

        public Optional<Scope> scope() {
            return Optional.ofNullable(handler.getMethodAnnotation(Requires.class)).map(Requires::value);
        }

        public String accepts() {
            return info.getConsumesCondition().getConsumableMediaTypes().stream().findFirst().orElse(MediaType.APPLICATION_JSON)
                    .toString();
        }

        public String produces() {
            return info.getProducesCondition().getProducibleMediaTypes().stream().findFirst().map(MediaType::toString)
                    .orElse("*/*");
        }

        /** Names of what the method reads from the query or a form, those of bound records among them. */
        public List<String> parameters() {
            DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
            return Arrays.stream(handler.getMethodParameters()).flatMap(parameter -> {
                parameter.initParameterNameDiscovery(names);
                if (parameter.hasParameterAnnotation(RequestParam.class)) {
                    return Stream.of(parameter.getParameterName());
                }
                boolean bound = parameter.getParameterType().isRecord() && parameter.getParameterAnnotations().length == 0
                        && parameter.getParameterType().getName().startsWith("cn.tongban.hub.web.");
                return bound ? Arrays.stream(parameter.getParameterType().getRecordComponents()).map(RecordComponent::getName)
                        : Stream.empty();
            }).toList();
        }

        /** Whether a JSON object is read into a record. */
        public boolean readsRecord() {
            return Arrays.stream(handler.getMethodParameters()).filter(p -> p.hasParameterAnnotation(RequestBody.class))
                    .map(MethodParameter::getParameter).map(Parameter::getType).anyMatch(Class::isRecord);
        }

        @Override
        public String toString() {
            return verb + " " + pattern;
        }
    }

    public static List<Mapped> console(RunningHub hub) {
        return all(hub).filter(one -> one.handler().getBeanType().getPackageName().equals("cn.tongban.hub.console")).toList();
    }

    public static List<Mapped> api(RunningHub hub) {
        return all(hub).filter(one -> one.pattern().startsWith("/api/")).toList();
    }

    /** Everything of the hub's own. */
    public static Stream<Mapped> all(RunningHub hub) {
        Map<RequestMappingInfo, HandlerMethod> table = hub.bean("requestMappingHandlerMapping",
                RequestMappingHandlerMapping.class).getHandlerMethods();
        return table.entrySet().stream().filter(one -> one.getValue().getBeanType().getName().startsWith("cn.tongban."))
                .flatMap(one -> one.getKey().getPatternValues().stream().flatMap(pattern -> one.getKey().getMethodsCondition()
                        .getMethods().stream().map(verb -> new Mapped(verb.name(), pattern, one.getValue(), one.getKey()))))
                .sorted(java.util.Comparator.comparing(Mapped::toString));
    }
}
