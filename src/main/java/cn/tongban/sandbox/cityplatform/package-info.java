/** The city approval platform: takes cases, answers probes, sends the steps of its life cycle. Its book is rebuilt from the raw record after a kill. */
@NullMarked
package cn.tongban.sandbox.cityplatform;

import org.jspecify.annotations.NullMarked;
