package cn.tongban.sandbox.provincearchive;

import com.fasterxml.jackson.databind.JsonNode;

/** A row as it was filed last. */
record Filed(Part part, JsonNode row, String receiptNo, boolean rejected) {
    String rowGuid() {
        return row.path("rowGuid").asText();
    }

    String batch() {
        return row.path("cdBatch").asText();
    }

    Filed reject() {
        return new Filed(part, row, receiptNo, true);
    }
}
