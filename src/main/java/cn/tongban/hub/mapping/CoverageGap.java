package cn.tongban.hub.mapping;

/**
 * Something that no golden example tests.
 *
 * @param file path within the bundle
 * @param line 1 for the first line
 * @param kind {@code output-field}: never in an output; {@code input-field}: the contract has it and no example; {@code
 *     dropped-field}: in examples, and makes no difference; {@code code-row}: never looked up; {@code no-example}
 * @param what the field or the code
 */
public record CoverageGap(String file, int line, String kind, String what) {
    @Override
    public String toString() {
        return file + ":" + line + ":1: " + kind + " " + what;
    }
}
