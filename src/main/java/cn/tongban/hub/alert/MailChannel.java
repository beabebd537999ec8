package cn.tongban.hub.alert;

import cn.tongban.hub.alert.AlertProperties.Mail;
import cn.tongban.hub.alert.AlertProperties.MailSecurity;
import cn.tongban.hub.support.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends a notice as a mail: Chinese first, English below it. */
final class MailChannel implements Channel {
    static final String NAME = "mail";

    private static final String MILLIS = "10000";

    private final JavaMailSenderImpl sender;
    private final InternetAddress from;
    private final InternetAddress[] to;
    private final NoticeText text;

    MailChannel(Mail settings, NoticeText text) {
        try {
            this.from = new InternetAddress(settings.from(), true);
            this.to = InternetAddress.parse(settings.to(), true);
        } catch (AddressException e) {
            throw new IllegalArgumentException("hub.alert.mail.from and hub.alert.mail.to are mail addresses", e);
        }
        if (to.length == 0) {
            throw new IllegalArgumentException("hub.alert.mail.to names somebody");
        }
        this.text = text;
        this.sender = sender(settings);
    }

    private static JavaMailSenderImpl sender(Mail settings) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties mail = sender.getJavaMailProperties();
        if (!settings.user().isEmpty()) {
            sender.setUsername(settings.user());
            sender.setPassword(settings.password());
            mail.setProperty("mail.smtp.auth", "true");
        }
        boolean startTls = settings.security() == MailSecurity.STARTTLS;
        mail.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        // A server, or somebody on the way, that does not offer it must not get the password in clear.
        mail.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        mail.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.security() == MailSecurity.TLS));
        mail.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        Set.of("connectiontimeout", "timeout", "writetimeout").forEach(name -> mail.setProperty("mail.smtp." + name, MILLIS));
        return sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void send(Notice notice) {
        try {
            sender.send(message(notice));
        } catch (MailException | MessagingException e) {
            throw new NotSentException(e.getClass().getSimpleName());
        }
    }

    private MimeMessage message(Notice notice) throws MessagingException {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper mail = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        mail.setFrom(from);
        mail.setTo(to);
        // Names come from bundles; a line end in one must not begin another header.
        mail.setSubject(text.title(notice, Texts.ZH).replaceAll("\\p{Cntrl}", " "));
        mail.setText(text.whole(notice, Texts.ZH) + '\n' + text.title(notice, Texts.EN) + '\n' + text.whole(notice, Texts.EN));
        // So that nobody's holiday answer comes back.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Hub-Notice", notice.id().toString());
        return message;
    }
}
