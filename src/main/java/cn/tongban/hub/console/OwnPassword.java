package cn.tongban.hub.console;

import cn.tongban.hub.account.Account;
import cn.tongban.hub.account.Accounts;
import cn.tongban.hub.security.AuditLog;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;

/** Somebody changes the own password, at the door or later. */
final class OwnPassword {
    private static final String DIFFERENT = "repeated";

    private OwnPassword() {}

    /** @throws HubException PASSWORD_WRONG, or PASSWORD_WEAK with what is wrong with the new one */
    static void change(Accounts accounts, AuditLog audit, Account account, String present, String wanted, String repeated) {
        if (!wanted.equals(repeated)) {
            throw new HubException(ErrorCode.PASSWORD_WEAK, DIFFERENT);
        }
        accounts.changePassword(account.id(), present, wanted);
        audit.doing(account.caller(), "change-password", account.login(), "", () -> true);
    }

    /** The text that says what to do. */
    static String key(HubException e) {
        return e.code() == ErrorCode.PASSWORD_WEAK ? "password.weak." + e.subject() : "error." + e.code().code();
    }
}
