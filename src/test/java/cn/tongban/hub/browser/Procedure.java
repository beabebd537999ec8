package cn.tongban.hub.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Does in a browser what a section of {@code docs/zh/monitor.md} describes. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Procedure {
    /** The section's heading. */
    String value();
}
