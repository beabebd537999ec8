package cn.tongban.hub;

import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Texts;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A start that the hub itself refuses shows the sentence of its error code, not a stack trace. In spring.factories. */
final class HubFailureAnalyzer extends AbstractFailureAnalyzer<HubException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, HubException cause) {
        return new FailureAnalysis(
                Texts.of(Texts.ZH, cause.code(), cause.subject()),
                Texts.of(Texts.EN, cause.code(), cause.subject()),
                cause);
    }
}
