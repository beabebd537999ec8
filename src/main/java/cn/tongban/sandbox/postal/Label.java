package cn.tongban.sandbox.postal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One label: a page of the right size with the waybill's number, and no person on it.
 *
 * @param type 129, 149 or 179, as the courier calls its three sizes
 */
record Label(String type, String waybillNo, boolean isReturn) {
    /** A point of PDF is 1/72 inch. */
    private static final double POINTS = 72 / 25.4;

    static Optional<Label> of(String type, String waybillNo, boolean isReturn) {
        boolean known = List.of("129", "149", "179").contains(type);
        return known ? Optional.of(new Label(type, waybillNo, isReturn)) : Optional.empty();
    }

    String fileName() {
        return waybillNo + "-" + type + (isReturn ? "-return" : "") + ".pdf";
    }

    /** ISO 32000-1: five objects, their offsets, a trailer; a standard font, so that nothing has to be embedded. */
    byte[] pdf() {
        double width = (type.equals("179") ? 100 : 76) * POINTS;
        double height = Integer.parseInt(type) * POINTS;
        String title = isReturn ? "EMS RETURN" : "EMS TEST";
        String drawing = String.format(Locale.ROOT,
                "BT /F1 16 Tf 20 %.0f Td (%s) Tj 0 -30 Td (%s) Tj ET", height - 40, title, waybillNo);
        List<String> objects = List.of(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                String.format(Locale.ROOT, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents 4 0 R"
                        + "/Resources<</Font<</F1 5 0 R>>>>>>", width, height),
                "<</Length " + drawing.length() + ">>stream\n" + drawing + "\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (String object : objects) {
            offsets.add(pdf.length());
            pdf.append(offsets.size()).append(" 0 obj").append(object).append("endobj\n");
        }
        int table = pdf.length();
        pdf.append("xref\n0 6\n0000000000 65535 f \n");
        offsets.forEach(offset -> pdf.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        pdf.append("trailer<</Size 6/Root 1 0 R>>\nstartxref\n").append(table).append("\n%%EOF\n");
        return pdf.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
