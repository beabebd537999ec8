package cn.tongban.hub.soap;

import org.apache.cxf.logging.FaultListener;

/** Keeps CXF from writing what it caught: texts of parsers quote the document. What is worth knowing is logged here. */
final class Quiet {
    static final FaultListener LISTENER = (thrown, description, message) -> false;

    private Quiet() {}
}
