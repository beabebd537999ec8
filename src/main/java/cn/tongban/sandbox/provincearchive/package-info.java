/** The provincial case archive: token, ordered upload, rejections after the fact. */
@NullMarked
package cn.tongban.sandbox.provincearchive;

import org.jspecify.annotations.NullMarked;
