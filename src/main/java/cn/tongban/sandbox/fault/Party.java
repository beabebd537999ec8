package cn.tongban.sandbox.fault;

import cn.tongban.sandbox.wire.FileSink;
import cn.tongban.sandbox.wire.WireAnswer;
import cn.tongban.sandbox.wire.WireRequest;
import java.nio.charset.Charset;
import java.util.Optional;

/** One simulated system as seen from its door: how it reads, works, and words its answers. */
public interface Party {
    /** Understands a request and checks its signature; changes nothing. */
    Call read(WireRequest request);

    /** Does what the call asks, once; called for complete and rightly signed requests only. */
    Worked work(Call call);

    /** The answer to a wrong signature. */
    WireAnswer reject(Call call);

    /** The answer that refuses for good. */
    WireAnswer refuse(Call call);

    /** An error said with HTTP 200. */
    WireAnswer errorText(Call call);

    /** The success of another request. */
    WireAnswer foreign(Call call, WireAnswer own);

    /** The same answer in other bytes than its header says; by default in GBK. */
    default WireAnswer garbled(Call call, WireAnswer own) {
        return new WireAnswer(own.status(), own.headers(), own.bodyText().getBytes(Charset.forName("GBK")));
    }

    /** The answer out of hours. */
    default WireAnswer closed(Call call) {
        return WireAnswer.text(503, "text/plain; charset=utf-8", "closed");
    }

    /** Where the file goes that comes with such a request; empty when its body is a document. */
    default Optional<FileSink> sink(String method, String target) {
        return Optional.empty();
    }
}
