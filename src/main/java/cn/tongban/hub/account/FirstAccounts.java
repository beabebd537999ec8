package cn.tongban.hub.account;

import cn.tongban.hub.account.Accounts.NewPassword;
import cn.tongban.hub.support.DataFolder;
import cn.tongban.hub.support.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The first three accounts, one for each separated power. Their first passwords stand in {@code first-logins.txt} in the data
 * folder, for whoever may read that folder, and must be changed at once.
 */
final class FirstAccounts implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(FirstAccounts.class);
    private static final String FILE = "first-logins.txt";
    private static final String BY = "bootstrap";
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String SMALL = "abcdefghijkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final int PART = 5;

    /** Login to role and to what colleagues read. */
    private static final Map<String, First> ADMINISTRATORS = Map.of(
            "secadmin", new First(Role.SECURITY_ADMIN, "安全管理员 Security administrator"),
            "auditor", new First(Role.AUDITOR, "审计管理员 Auditor"),
            "sysadmin", new First(Role.SYSTEM_ADMIN, "系统管理员 System administrator"));

    /** Whom a demonstration has besides; nobody there needs to change a password first. */
    private static final Map<String, First> DEMONSTRATION = Map.of(
            "engineer", new First(Role.ENGINEER, "集成工程师 Integration engineer"),
            "monitor", new First(Role.MONITOR, "值守人员 Monitoring staff"));

    private final Accounts accounts;
    private final Path file;
    private final boolean demo;
    private final SecureRandom random = new SecureRandom();

    private record First(Role role, String name) {}

    FirstAccounts(Accounts accounts, DataFolder data, boolean demo) {
        this.accounts = accounts;
        this.file = data.path().resolve(FILE);
        this.demo = demo;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!accounts.none()) {
            return;
        }
        Map<String, String> passwords = new TreeMap<>();
        ADMINISTRATORS.forEach((login, first) -> passwords.put(login, oneTime()));
        if (demo) {
            DEMONSTRATION.forEach((login, first) -> passwords.put(login, oneTime()));
        }
        // The file comes first: killed in between, the next start writes it anew with new passwords.
        write(passwords.entrySet().stream().map(one -> one.getKey() + " " + one.getValue()).toList());
        ADMINISTRATORS.forEach((login, first) -> create(login, first, passwords.get(login)));
        if (demo) {
            DEMONSTRATION.forEach((login, first) -> create(login, first, passwords.get(login)));
        }
        log.atInfo().addKeyValue("file", file).log("The first accounts of the console are in the data folder");
    }

    private void create(String login, First first, String password) {
        accounts.create(login, first.name(), Set.of(first.role()), new NewPassword(password, !demo), null, BY);
    }

    private String oneTime() {
        return part(LETTERS) + '-' + part(SMALL) + '-' + part(DIGITS) + '-' + part(SMALL);
    }

    private String part(String from) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < PART; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }

    private void write(List<String> lines) {
        try {
            OwnerOnlyFile.write(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
