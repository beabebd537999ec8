package cn.tongban.hub.trial;

/**
 * One thing that is not as a test or an example says.
 *
 * @param line 1 for the first line of the file
 * @param message what was expected and what came, in a line
 */
public record Fault(String file, int line, int column, String message) {
    /** {@code file:line:column: message}, as editors and scripts read it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
