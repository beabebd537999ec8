package cn.tongban.hub.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The address of a page, for links back to it. The answer to a form has none of its own: it is the page above it. */
@Component
class Here {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    Here(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    String of(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            return Back.of(request);
        }
        for (String path = request.getRequestURI(); path.length() > 1; path = path.substring(0, path.lastIndexOf('/'))) {
            if (isPage(path)) {
                return Back.safe(path);
            }
        }
        return Back.HOME;
    }

    private boolean isPage(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return mappings.orderedStream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .anyMatch(info -> isGet(info) && info.getPathPatternsCondition() != null
                        && info.getPathPatternsCondition().getPatterns().stream().anyMatch(pattern -> pattern.matches(parsed)));
    }

    private static boolean isGet(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }
}
