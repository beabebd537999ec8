package cn.tongban.sandbox.provincearchive;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a case, in the order in which they may come. */
enum Part {
    BASE("base", "up_pro_accept", "办件受理信息"),
    PROCESS("process", "up_pro_process", "办件过程信息"),
    SPECIAL("special", "up_pro_special_procedure", "特别程序信息"),
    MATERIAL("material", "up_pro_material", "办件材料信息"),
    RESULT("result", "up_pro_result", "办件结果信息");

    private final String path;
    private final String table;
    private final String zh;

    Part(String path, String table, String zh) {
        this.path = path;
        this.table = table;
        this.zh = zh;
    }

    String path() {
        return path;
    }

    String table() {
        return table;
    }

    String zh() {
        return zh;
    }

    static Optional<Part> ofPath(String path) {
        return Arrays.stream(values()).filter(part -> part.path.equals(path)).findFirst();
    }

    static Optional<Part> ofTable(String table) {
        return Arrays.stream(values()).filter(part -> part.table.equals(table)).findFirst();
    }
}
