/**
 * The provincial platform, SOAP: tickets, cases that wait with their papers, the steps, cases and materials that it is
 * told, and what applicants take back there.
 */
@NullMarked
package cn.tongban.sandbox.provinceplatform;

import org.jspecify.annotations.NullMarked;
