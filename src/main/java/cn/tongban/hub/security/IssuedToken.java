package cn.tongban.hub.security;

/** A new token with its secret text, which is shown once and stored nowhere. */
public record IssuedToken(ApiToken token, String text) {
    @Override
    public String toString() {
        return "IssuedToken[" + token.id() + "]";
    }
}
