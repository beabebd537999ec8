package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.catalogue.Difference;
import cn.tongban.hub.catalogue.PairCheck;
import cn.tongban.hub.catalogue.PairStatus;
import cn.tongban.hub.catalogue.Severity;
import cn.tongban.hub.support.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnificationCsvTest {
    @Test
    void aLineForEachDifferenceThatNoSpreadsheetTakesForAFormula() {
        PairCheck different = new PairCheck("000131999000", "D", "C", "食品,\"许可\"", PairStatus.DIFFERENT, List.of(
                new Difference("conditions", "=HYPERLINK(\"http://x\")", "+1", Severity.BLOCKING),
                new Difference("kind", "-", "@a", Severity.NOTICE)));
        PairCheck unified = new PairCheck("000131999001", "D2", "C2", "补领", PairStatus.UNIFIED, List.of());

        assertThat(UnificationCsv.of(List.of(different, unified), Texts.ZH)).isEqualTo(
                "\uFEFF基本编码,区级事项,市级事项,事项名称,四统一,字段,区级内容,市级内容,程度\r\n"
                        + "000131999000,D,C,\"食品,\"\"许可\"\"\",不一致,conditions,\"'=HYPERLINK(\"\"http://x\"\")\",'+1,须一致\r\n"
                        + "000131999000,D,C,\"食品,\"\"许可\"\"\",不一致,kind,'-,'@a,提示\r\n"
                        + "000131999001,D2,C2,补领,已统一,,,,\r\n");
    }
}
