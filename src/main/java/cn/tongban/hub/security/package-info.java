/**
 * Who may use the management API and what they did: tokens with scopes, stored as digests, and the audit record.
 * Knows no feature; the web package asks it.
 */
@NullMarked
package cn.tongban.hub.security;

import org.jspecify.annotations.NullMarked;
