package cn.tongban.hub.release;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.HubException;

/** The text of a file for rules to which one that cannot be read is simply empty; another rule tells of it. */
final class FileText {
    private FileText() {}

    static String of(BundleFiles files, String path) {
        try {
            return files.has(path) ? files.text(path) : "";
        } catch (HubException e) {
            return "";
        }
    }
}
