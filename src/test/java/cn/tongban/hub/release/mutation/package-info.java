/** Breaks a bundle as engineers do, and looks whether its checks and tests see it. */
@NullMarked
package cn.tongban.hub.release.mutation;

import org.jspecify.annotations.NullMarked;
