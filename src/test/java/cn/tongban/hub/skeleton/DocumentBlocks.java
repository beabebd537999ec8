package cn.tongban.hub.skeleton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code blocks of a document, so that a test can run what a reader reads. */
public final class DocumentBlocks {
    /** @param info the words behind the three ticks */
    public record Block(String info, String text) {}

    /** All between two headings of the second level. */
    public record Section(String title, List<Block> blocks) {}

    private DocumentBlocks() {}

    public static List<Section> sections(Path document) {
        List<Section> sections = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String info = "";
        boolean inside = false;
        for (String line : lines(document)) {
            if (line.startsWith("```")) {
                if (inside) {
                    blocks.add(new Block(info, text.toString()));
                }
                info = line.substring(3).strip();
                text.setLength(0);
                inside = !inside;
            } else if (inside) {
                text.append(line).append('\n');
            } else if (line.startsWith("## ")) {
                blocks = new ArrayList<>();
                sections.add(new Section(line.substring(3), blocks));
            }
        }
        return sections;
    }

    private static List<String> lines(Path document) {
        try {
            return Files.readAllLines(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
