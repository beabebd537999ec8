package cn.tongban.hub.xml;

/** Something in a bundle's XML Schema or WSDL that cannot be used. */
final class XsdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String rule;

    XsdException(String file, String rule, String message) {
        super(message);
        this.file = file;
        this.rule = rule;
    }

    String file() {
        return file;
    }

    String rule() {
        return rule;
    }
}
