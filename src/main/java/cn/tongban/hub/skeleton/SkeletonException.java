package cn.tongban.hub.skeleton;

/** A skeleton that cannot be made, in words for the engineer: Chinese as the message, English beside it. */
public final class SkeletonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String english;

    SkeletonException(String chinese, String english) {
        super(chinese);
        this.english = english;
    }

    public String english() {
        return english;
    }
}
