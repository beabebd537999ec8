package cn.tongban.hub.connector;

/** Of the envelope. */
public enum SoapVersion {
    V1_1("text/xml"),
    V1_2("application/soap+xml");

    private final String mediaType;

    SoapVersion(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Of a message without attachments. */
    public String mediaType() {
        return mediaType;
    }
}
