package cn.tongban.hub.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database and how to reach it.
 *
 * @param url JDBC address of an external PostgreSQL; empty for the embedded one
 * @param user role on the external server
 * @param password its password
 * @param port port of the embedded server; 0 chooses a free one at the first start and keeps it
 * @param binaries where the embedded server's programs are unpacked; empty for {@code pg-bin} in the data folder
 * @param pool connections at most
 * @param allowUnsafe start on a database that may lose commits; for throw-away tests only
 * @param startWait how long to wait at the start: for an external server to answer, for the embedded one to recover
 * @param socketTimeout a statement without an answer for so long has lost its connection
 */
@ConfigurationProperties("hub.db")
record DatabaseProperties(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("0") int port,
        @DefaultValue("") String binaries,
        @DefaultValue("16") int pool,
        @DefaultValue("false") boolean allowUnsafe,
        @DefaultValue("30m") Duration startWait,
        @DefaultValue("60s") Duration socketTimeout) {

    boolean isEmbedded() {
        return url.isBlank();
    }
}
