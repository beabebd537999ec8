/** The province's item catalogue: lists, changes and items by code, and the hand that publishes them. */
@NullMarked
package cn.tongban.sandbox.provincecatalogue;

import org.jspecify.annotations.NullMarked;
