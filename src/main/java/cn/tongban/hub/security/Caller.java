package cn.tongban.hub.security;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import java.util.Set;
import java.util.UUID;

/** Who sent a request, known by its token. */
public record Caller(UUID tokenId, String name, Set<Scope> scopes) {

    /** @throws HubException {@link ErrorCode#SCOPE_MISSING} if the token does not allow it */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new HubException(ErrorCode.SCOPE_MISSING, scope.wire());
        }
    }
}
