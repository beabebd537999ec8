package cn.tongban.hub.mapping;

/**
 * Something wrong in a file of the bundle.
 *
 * @param line 1 for the first line
 * @param column 1 for the first character
 * @param rule stable short name, for example {@code impure-function}
 * @param message an English sentence
 */
public record BundleProblem(String file, int line, int column, String rule, String message) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + rule + " " + message;
    }
}
