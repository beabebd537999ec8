package cn.tongban.hub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.support.PgExtension;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notices by mail, to a real SMTP server. */
class MailIT {
    @RegisterExtension
    static final PgExtension PG = new PgExtension();

    private final GreenMail server = new GreenMail(setup());
    private final Outbox outbox = new Outbox(PG);

    private static ServerSetup setup() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    @BeforeEach
    void serve() {
        server.start();
        server.setUser("watch@hub.example", "watch", "right-word");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aMailSaysItInChineseAndBelowInEnglish() throws Exception {
        outbox.raised(MailChannel.NAME);

        outbox.empty(outbox.sender(channel("none", "", "")));

        assertThat(outbox.only().state()).isEqualTo(Notice.State.SENT);
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).as("one for each receiver").hasSize(2);
        MimeMessage mail = mails[0];
        assertThat(mail.getSubject()).isEqualTo("【通办枢纽】告警:投递未送达 city-platform");
        assertThat(mail.getHeader("Subject")[0]).matches("(?s)\\p{ASCII}*").contains("=?UTF-8?");
        assertThat(mail.getContentType()).containsIgnoringCase("charset=UTF-8");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String text = mail.getContent().toString().replace("\r\n", "\n");
        assertThat(text).contains("送往city-platform的投递有 3 条未送达", "开始时间:2026-05-07 10:12", "https://hub.example/alerts",
                "[Tongban Hub] Alert: Dead letters city-platform", "3 deliveries to city-platform were not delivered");
        assertThat(text.indexOf("未送达")).isLessThan(text.indexOf("not delivered"));
    }

    @Test
    void aServerThatAsksForALoginGetsIt() {
        outbox.raised(MailChannel.NAME);

        outbox.empty(outbox.sender(channel("none", "watch", "right-word")));

        assertThat(outbox.only().state()).isEqualTo(Notice.State.SENT);
    }

    @Test
    void aWrongPasswordIsSaidByNameAndNotShown() {
        outbox.raised(MailChannel.NAME);

        outbox.empty(outbox.sender(channel("none", "watch", "wrong-word")));

        assertThat(outbox.only().state()).isEqualTo(Notice.State.GIVEN_UP);
        assertThat(outbox.only().failure()).isEqualTo("MailAuthenticationException");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void nothingGoesInClearToAServerWithoutStarttls() {
        outbox.raised(MailChannel.NAME);

        outbox.empty(outbox.sender(channel("starttls", "watch", "right-word")));

        assertThat(outbox.only().state()).isEqualTo(Notice.State.GIVEN_UP);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hub@example, ''", "'', a@example", "'no address', a@example", "hub@example, 'a@example, and b'"})
    void addressesThatAreNoneAreFoundAtTheStart(String from, String to) {
        AlertProperties.Mail mail = Settings.with("mail.host", "127.0.0.1", "mail.from", from, "mail.to", to).mail();

        assertThatThrownBy(() -> new MailChannel(mail, Outbox.text())).isInstanceOf(IllegalArgumentException.class);
    }

    private MailChannel channel(String security, String user, String password) {
        return new MailChannel(Settings.with("mail.host", "127.0.0.1", "mail.port", String.valueOf(server.getSmtp().getPort()),
                "mail.security", security, "mail.user", user, "mail.password", password, "mail.from", "hub@hub.example",
                "mail.to", "one@hub.example, two@hub.example").mail(), Outbox.text());
    }
}
