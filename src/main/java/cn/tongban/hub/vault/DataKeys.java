package cn.tongban.hub.vault;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored data keys, with a small cache of unwrapped ones. Subjects are case numbers, or entries of registers. */
public final class DataKeys {
    private static final int CACHED = 20_000;

    private final DataKeyRepository repository;
    private final Vault vault;
    private final Map<String, DataKey> cache = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, DataKey> eldest) {
            return size() > CACHED;
        }
    };

    public DataKeys(JdbcTemplate jdbc, Vault vault) {
        this.repository = new DataKeyRepository(jdbc);
        this.vault = vault;
    }

    /**
     * Refuses a database that belongs to another master key, before anything is sealed with the wrong one.
     *
     * @throws IllegalStateException naming what to do
     */
    public void verifyMaster() {
        if (!repository.fingerprintMatches(vault.fingerprint())) {
            throw new IllegalStateException("This database was sealed under another master key. "
                    + "Put the right key file in place (HUB_MASTER_KEY_FILE); without it the payloads cannot be opened.");
        }
    }

    /** The key of a subject. */
    public DataKey find(String subject) {
        DataKey cached = cached(subject);
        if (cached != null) {
            return cached;
        }
        DataKey found = findAll(List.of(subject)).get(subject);
        if (found == null) {
            throw new EmptyResultDataAccessException("The data key was deleted", 1);
        }
        return found;
    }

    /** Brings the keys of these subjects into memory with one question, for {@link #find} to have them at once. */
    public void prefetch(Collection<String> subjects) {
        List<String> missing = subjects.stream().distinct().filter(subject -> cached(subject) == null).toList();
        if (!missing.isEmpty()) {
            findAll(missing);
        }
    }

    /** The stored keys of those subjects that have one. */
    public Map<String, DataKey> findAll(Collection<String> subjects) {
        Map<String, DataKey> found = new HashMap<>();
        repository.find(subjects).forEach((subject, wrapped) -> {
            DataKey key = vault.unwrap(wrapped);
            remember(subject, key);
            found.put(subject, key);
        });
        return found;
    }

    /** The key from memory, or null if it is not there; asks no database. */
    public synchronized @org.jspecify.annotations.Nullable DataKey cached(String subject) {
        return cache.get(subject);
    }

    /**
     * Stores new keys; a subject that has one already keeps it. Call {@link #remember} after the commit.
     *
     * @return how many were stored
     */
    public int insert(Map<String, DataKey> fresh) {
        return repository.insert(fresh);
    }

    public synchronized void remember(String subject, DataKey key) {
        cache.put(subject, key);
    }
}
