package cn.tongban.hub.connector;

/** Reads the {@code materials:} part of {@code connector.yaml}. */
final class MaterialParser {
    private MaterialParser() {}

    static MaterialSettings materials(YamlSection section) {
        MaterialSettings settings = new MaterialSettings(
                section.value("as", MaterialForm.STREAM, MaterialForm.STREAM, Values.choice(MaterialForm.class)));
        section.close();
        return settings;
    }
}
