package cn.tongban.hub.console;

import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** Links from page to page of a list, as {@code @pager}. */
@Component("pager")
public final class Pager {
    Pager() {}

    /** The same list, further back. */
    public String older(String address, Object last) {
        return address + (address.indexOf('?') < 0 ? '?' : '&') + "before=" + UriUtils.encode(last.toString(), StandardCharsets.UTF_8);
    }
}
