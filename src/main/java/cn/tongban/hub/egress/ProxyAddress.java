package cn.tongban.hub.egress;

import cn.tongban.hub.connector.Secret;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An HTTP proxy. */
public record ProxyAddress(String host, int port, Optional<Secret> user, Optional<Secret> password) {
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");

    static ProxyAddress of(String text, Optional<Secret> user, Optional<Secret> password) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 65_535) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, "the address of a proxy is host:port");
        }
        return new ProxyAddress(matcher.group(1), Integer.parseInt(matcher.group(2)), user, password);
    }
}
