package cn.tongban.hub.support;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a text what must not leave this machine: known secrets, credentials in addresses, whatever may name a person. */
public final class Redaction {
    private static final String STARS = "***";
    private static final int SHORTEST = 4;
    private static final Pattern SECRET_NAME =
            Pattern.compile("SECRET|PASSWORD|PASSWD|TOKEN|KEY|CREDENTIAL|AUTH|COOKIE", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/\\s@\"']+@");
    private static final Pattern ASSIGNED = Pattern.compile(
            "(?i)([\\w.-]*(?:secret|password|passwd|token|key|credential)[\\w.-]*\\s*[=:]\\s*)[^\\s,;&\"']+");
    private static final Pattern BEARER = Pattern.compile("(?i)(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    /** Identity numbers, credit codes, phones, case numbers: letters may be among the digits. */
    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z0-9])(?=[0-9A-Za-z]*\\d{5})[0-9A-Za-z]{7,}(?![A-Za-z0-9])");
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}·]+");

    private final Collection<String> secrets;

    /** @param secrets texts that must not appear whatever they look like */
    public Redaction(Collection<String> secrets) {
        this.secrets = secrets.stream().filter(secret -> secret.length() >= SHORTEST).distinct()
                .sorted((a, b) -> b.length() - a.length()).toList();
    }

    /** Without secrets and credentials; for texts that hold no personal data by their nature. */
    public String secrets(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, STARS);
        }
        clean = CREDENTIALS.matcher(clean).replaceAll(STARS + "@");
        return BEARER.matcher(clean).replaceAll("$1 " + STARS);
    }

    /** Without anything that could name a person either: for lines that programs wrote. */
    public String line(String text) {
        String clean = ASSIGNED.matcher(secrets(text)).replaceAll("$1" + Matcher.quoteReplacement(STARS));
        return CHINESE.matcher(NUMBER.matcher(clean).replaceAll(STARS)).replaceAll(STARS);
    }

    /** Variables whose name begins with {@code HUB_}; the value of one that may be a secret is stars. */
    public Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> shown = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("HUB_")) {
                boolean secret = SECRET_NAME.matcher(name.toUpperCase(Locale.ROOT)).find();
                shown.put(name, secret ? STARS : secrets(value.replaceAll("[?].*$", "?" + STARS)));
            }
        });
        return shown;
    }
}
