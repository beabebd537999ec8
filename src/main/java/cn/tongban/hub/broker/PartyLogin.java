package cn.tongban.hub.broker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what at the embedded broker. A party may put into its own in, take and look at its own out, and keep durable
 * subscriptions of its own on the events it may hear of. The hub may do everything, but only from inside of this process.
 * Whatever is not said here is refused.
 */
final class PartyLogin implements ActiveMQSecurityManager5 {
    static final String HUB = "tongban-hub";

    private static final Set<CheckType> OUT = Set.of(CheckType.CONSUME, CheckType.BROWSE);
    private static final Set<CheckType> EVENT = Set.of(
            CheckType.CONSUME, CheckType.CREATE_DURABLE_QUEUE, CheckType.DELETE_DURABLE_QUEUE);

    private volatile Map<String, PartyAccount> parties;
    private final String hubPassword;

    PartyLogin(Collection<PartyAccount> parties, String hubPassword) {
        this.parties = byId(parties);
        this.hubPassword = hubPassword;
    }

    /** Whoever is not among them is refused from now on; a session that is open, within ten seconds. */
    void follow(Collection<PartyAccount> now) {
        parties = byId(now);
    }

    private static Map<String, PartyAccount> byId(Collection<PartyAccount> parties) {
        return parties.stream().collect(Collectors.toUnmodifiableMap(PartyAccount::id, Function.identity()));
    }

    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, @Nullable String domain) {
        if (user == null || password == null || !known(user, password, connection)) {
            return null;
        }
        Subject subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(user));
        return subject;
    }

    private boolean known(String user, String password, RemotingConnection connection) {
        if (user.equals(HUB)) {
            return inside(connection) && same(hubPassword, password);
        }
        PartyAccount party = parties.get(user);
        return party != null && same(party.password(), password);
    }

    private static boolean inside(RemotingConnection connection) {
        return connection.getTransportConnection() instanceof InVMConnection;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
        String user = getUserFromSubject(subject);
        if (HUB.equals(user)) {
            return true;
        }
        PartyAccount party = user == null ? null : parties.get(user);
        return party != null && may(party, check, address);
    }

    /** @param address alone, or {@code address::queue} where a queue is meant */
    private static boolean may(PartyAccount party, CheckType check, String address) {
        if (check == CheckType.SEND) {
            return address.equals(party.in());
        }
        if (OUT.contains(check) && (address.equals(party.out()) || address.equals(party.out() + "::" + party.out()))) {
            return true;
        }
        return EVENT.contains(check) && party.events().stream()
                .anyMatch(type -> address.startsWith(PartyAccount.event(type) + "::" + party.id() + "."));
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType check) {
        return false;
    }
}
