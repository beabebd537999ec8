package cn.tongban.hub.deployment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * To which bundle a roll-back leads. Deployments lie on each other like sheets; going back takes sheets away, so that two
 * roll-backs in a row lead two versions back and not forth again.
 */
final class History {
    private History() {}

    /** @param newestFirst deployments, of which those count that were active once */
    static Optional<String> previous(List<Deployment> newestFirst) {
        Deque<String> sheets = new ArrayDeque<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            Deployment one = newestFirst.get(i);
            if (one.activeAt() == null) {
                continue;
            }
            boolean back = one.kind().equals(DeploymentKind.ROLLBACK.wire())
                    || one.kind().equals(DeploymentKind.AUTOMATIC.wire());
            if (back && sheets.contains(one.digest())) {
                while (!one.digest().equals(sheets.peek())) {
                    sheets.pop();
                }
            } else if (!one.digest().equals(sheets.peek())) {
                sheets.push(one.digest());
            }
        }
        sheets.poll();
        return Optional.ofNullable(sheets.peek());
    }
}
