package cn.tongban.hub.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** One command with what it printed. */
record Console(int exit, String out, String err) {
    static Console run(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = HubCli.run(args, new PrintWriter(out), new PrintWriter(err), new Environment(environment));
        return new Console(exit, out.toString(), err.toString());
    }
}
