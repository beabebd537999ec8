package cn.tongban.hub.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts the runs on one data folder, so that each hands in cases of its own. */
final class RunNumber {
    private RunNumber() {}

    /** The number of this run, from 1; it is kept before anything happens under it. */
    static int next(Path data) {
        Path file = data.resolve("demo-run");
        try {
            int number = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) + 1 : 1;
            Files.writeString(file, number + "\n");
            return number;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
