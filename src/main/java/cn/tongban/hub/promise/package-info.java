/**
 * What applicants promised: materials that are owed (容缺受理) and letters of commitment in place of proofs (告知承诺). Its
 * states, what leads from one to the other, and where they are stored.
 */
@NullMarked
package cn.tongban.hub.promise;

import org.jspecify.annotations.NullMarked;
