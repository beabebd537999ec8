/**
 * Keys and what they protect: the master key, one data key per case, sealed payloads and the blind indexes by which
 * personal identifiers are found without being stored. Deleting a data key deletes what it sealed.
 */
@NullMarked
package cn.tongban.hub.vault;

import org.jspecify.annotations.NullMarked;
