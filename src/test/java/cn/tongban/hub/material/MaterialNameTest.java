package cn.tongban.hub.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come in as text and go nowhere near a path. */
class MaterialNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "report.pdf | report.pdf",
        "%E7%94%B3%E8%AF%B7%E4%B9%A6.pdf | 申请书.pdf",
        "UTF-8''%E7%94%B3.pdf | 申.pdf",
        "%20%20a b.pdf.%20 | a b.pdf",
        ".hidden | hidden",
        "cafe%CC%81.pdf | café.pdf",
    })
    void cleanNames(String header, String name) {
        assertThat(MaterialName.read(MaterialName.FILE_HEADER, header)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, path", "..%2Fx.pdf, path", "C%3Ax.pdf, path", "a%5Cb.pdf, path", "'..', path",
        "a%00.pdf, characters", "a%0d%0aX: y.pdf, characters", "fdp.%E2%80%AExe.pdf, characters",
        "%E7%94, encoding", "%zz, encoding", "申请书.pdf, encoding", "%20.%20, empty",
    })
    void badNamesAreRefusedWithTheRule(String header, String rule) {
        HubException refused = catchThrowableOfType(HubException.class,
                () -> MaterialName.read(MaterialName.FILE_HEADER, header));

        // A colon within the second one is a part of a path as well; what was found first is named.
        assertThat(refused.code()).isEqualTo(ErrorCode.MATERIAL_NAME_INVALID);
        assertThat(refused.places().get(0).pointer()).isEqualTo("header:X-Material-File");
        assertThat(refused.places().get(0).rule()).isIn(rule, header.contains(":") ? "path" : rule);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void twoHundredCharactersAreTheEnd(int length) {
        String header = "a".repeat(length);
        if (length == 200) {
            assertThat(MaterialName.read(MaterialName.NAME_HEADER, header)).hasSize(200);
        } else {
            assertThat(catchThrowableOfType(HubException.class,
                    () -> MaterialName.read(MaterialName.NAME_HEADER, header)).places().get(0).rule()).isEqualTo("length");
        }
    }

    @Test
    void missingIsNotEmpty() {
        HubException refused = catchThrowableOfType(HubException.class,
                () -> MaterialName.read(MaterialName.NAME_HEADER, null));

        assertThat(refused.places().get(0).rule()).isEqualTo("required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"申请书 1.pdf", "a%b\"c;d.pdf", "𠮷.png"})
    void encodedItComesBack(String name) {
        assertThat(MaterialName.encode(name)).matches("[A-Za-z0-9%._-]+");
        assertThat(MaterialName.read(MaterialName.NAME_HEADER, MaterialName.encode(name))).isEqualTo(name);
    }
}
