/**
 * First drafts of connectors, mappings and routes, also from what the other side already has: an OpenAPI document, a WSDL,
 * an XSD, a table's DDL. Also keeps the JSON Schemas by which editors complete the files of a bundle.
 */
@NullMarked
package cn.tongban.hub.skeleton;

import org.jspecify.annotations.NullMarked;
