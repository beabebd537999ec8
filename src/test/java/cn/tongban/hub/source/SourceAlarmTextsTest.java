package cn.tongban.hub.source;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.support.Texts;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceAlarmTextsTest {
    @ParameterizedTest
    @EnumSource(SourceAlarm.class)
    void everyAlarmSpeaksBothLanguagesAndNamesItsSubject(SourceAlarm alarm) {
        assertThat(Texts.of(Texts.ZH, alarm.labelKey(), "T.c")).contains("T.c").matches("(?s).*\\p{IsHan}.*。");
        assertThat(Texts.of(Locale.UK, alarm.labelKey(), "T.c")).contains("T.c").matches("\\p{ASCII}*\\.");
    }
}
