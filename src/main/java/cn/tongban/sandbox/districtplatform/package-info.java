/** The district's central-control platform: a REST door for what is handed down, and exchange tables in a PostgreSQL of its own for all that becomes of it. */
@NullMarked
package cn.tongban.sandbox.districtplatform;

import org.jspecify.annotations.NullMarked;
