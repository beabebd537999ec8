package cn.tongban.hub.flow;

/** Methods that the hub uses towards partners. */
enum HttpMethod {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE;

    boolean hasBody() {
        return this != GET && this != DELETE;
    }
}
