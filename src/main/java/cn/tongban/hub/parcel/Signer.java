package cn.tongban.hub.parcel;

/** Who took a parcel, as its carrier says. */
public enum Signer {
    RECEIVER(false),
    OTHER_PERSON(true),
    PICKUP_POINT(false),
    LOCKER(false),
    MAIL_ROOM(true),
    PROPERTY(true),
    DOORSTEP(true),
    UNKNOWN(false);

    private final boolean thirdParty;

    Signer(boolean thirdParty) {
        this.thirdParty = thirdParty;
    }

    /** Whether it is in the hands of somebody else, or of nobody; at a pick-up point or in a locker it waits for the receiver. */
    public boolean isThirdParty() {
        return thirdParty;
    }
}
