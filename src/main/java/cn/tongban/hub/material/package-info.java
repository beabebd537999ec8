/**
 * Materials: the papers of a case as files. What may come in, what has come in, and which debts it pays. The bytes lie in
 * the blob store.
 */
@NullMarked
package cn.tongban.hub.material;

import org.jspecify.annotations.NullMarked;
