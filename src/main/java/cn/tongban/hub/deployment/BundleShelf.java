package cn.tongban.hub.deployment;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.release.BundleArchive;
import cn.tongban.hub.release.BundlePolicy;
import cn.tongban.hub.release.BundleValidator;
import cn.tongban.hub.release.Finding;
import cn.tongban.hub.release.Severity;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import cn.tongban.hub.trial.BundleTrial;
import cn.tongban.hub.trial.TestResult;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps bundles by their digest. What people bring is checked before it is kept. */
public final class BundleShelf {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,59}");
    private static final int MOST_PLACES = 200;

    private final BundleRepository bundles;
    private final BundlePolicy policy;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** @param policy what this installation lets a bundle use */
    BundleShelf(BundleRepository bundles, BundlePolicy policy, TransactionOperations transactions, Clock clock) {
        this.bundles = bundles;
        this.policy = policy;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What the checks said of a bundle that is kept now.
     *
     * @param warnings what is odd but no error
     * @param tests how many tests of its own it passed
     */
    public record Kept(StoredBundle bundle, List<Finding> warnings, int tests) {}

    /**
     * Checks the bundle, runs its own tests and keeps it; again for one that is there already.
     *
     * @param label empty for none
     * @throws HubException BUNDLE_INVALID with the findings and failed tests as places, BUNDLE_LABEL_TAKEN,
     *     REQUEST_INVALID for a label with other characters
     */
    public Kept keep(BundleFiles files, String label, String by) {
        if (!label.isEmpty() && !LABEL.matcher(label).matches()) {
            throw new HubException(ErrorCode.REQUEST_INVALID, "label");
        }
        List<Finding> findings = check(files, policy);
        List<TestResult> tests = BundleTrial.run(files).results();
        refuse(tests.stream().flatMap(BundleShelf::places));
        put(files, by);
        if (!label.isEmpty() && !bundles.label(files.digest(), label)) {
            throw new HubException(ErrorCode.BUNDLE_LABEL_TAKEN, label);
        }
        return new Kept(find(files.digest()), findings, tests.size());
    }

    /**
     * Checks and keeps without running its tests; for development.
     *
     * @return warnings
     * @throws HubException BUNDLE_INVALID with the findings as places
     */
    List<Finding> keepUntested(BundleFiles files, String by) {
        List<Finding> warnings = check(files, policy.whileWriting());
        put(files, by);
        return warnings;
    }

    private static List<Finding> check(BundleFiles files, BundlePolicy allowed) {
        List<Finding> findings = BundleValidator.validate(files, allowed);
        refuse(findings.stream().filter(one -> one.severity() == Severity.ERROR).map(BundleShelf::place));
        return findings;
    }

    private static void refuse(Stream<Place> found) {
        List<Place> places = found.limit(MOST_PLACES).toList();
        if (!places.isEmpty()) {
            throw new HubException(ErrorCode.BUNDLE_INVALID, places.get(0).pointer() + " " + places.get(0).detail(), places);
        }
    }

    /** Keeps one that is at work anyway. */
    void put(BundleFiles files, String by) {
        byte[] archive = BundleArchive.pack(files);
        long bytes = files.paths().stream().mapToLong(path -> files.bytes(path).orElseThrow().length).sum();
        StoredBundle bundle =
                new StoredBundle(files.digest(), "", files.paths().size(), bytes, clock.instant(), by);
        transactions.executeWithoutResult(status -> bundles.put(bundle, archive));
    }

    /**
     * @param name label, digest, or enough of its beginning
     * @throws HubException BUNDLE_UNKNOWN, also when it may mean several
     */
    public StoredBundle find(String name) {
        List<StoredBundle> found = name.isBlank() ? List.of() : bundles.named(name);
        if (found.size() == 1 || found.size() > 1 && found.get(0).label().equals(name)) {
            return found.get(0);
        }
        throw new HubException(ErrorCode.BUNDLE_UNKNOWN, name);
    }

    /** @throws HubException BUNDLE_UNKNOWN */
    public BundleFiles files(String digest) {
        return BundleArchive.unpack(archive(digest));
    }

    /** As a zip. @throws HubException BUNDLE_UNKNOWN */
    public byte[] archive(String digest) {
        return bundles.archive(digest).orElseThrow(() -> new HubException(ErrorCode.BUNDLE_UNKNOWN, digest));
    }

    /** Newest first. */
    public List<StoredBundle> all(int most) {
        return bundles.all(most);
    }

    private static Place place(Finding finding) {
        String suggestion = finding.suggestion().isEmpty() ? "" : " " + finding.suggestion();
        return new Place(finding.file() + ":" + finding.line() + ":" + finding.column(), finding.rule(),
                finding.message() + suggestion);
    }

    private static Stream<Place> places(TestResult test) {
        return test.faults().stream().map(fault -> new Place(fault.file() + ":" + fault.line() + ":" + fault.column(), "test",
                test.subject() + " " + test.name() + ": " + fault.message()));
    }
}
