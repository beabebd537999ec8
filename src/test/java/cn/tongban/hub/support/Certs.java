package cn.tongban.hub.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a self-signed certificate, made by the JDK's own tool. */
public final class Certs {
    public static final String PASSWORD = "key-store-password";

    private final Path store;

    private Certs(Path store) {
        this.store = store;
    }

    /** For {@code localhost}, valid from yesterday on. */
    public static Certs make(Path folder, String name, int days) {
        return make(folder, name, "-1d", days, "san=dns:localhost");
    }

    public static Certs expired(Path folder, String name) {
        return make(folder, name, "-10d", 5, "san=dns:localhost");
    }

    public static Certs make(Path folder, String name, String start, int days, String san) {
        Path store = folder.resolve(name + ".p12");
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "key", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
                "-ext", san, "-startdate", start, "-validity", Integer.toString(days), "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD, "-J-XX:TieredStopAtLevel=1");
        try {
            Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new AssertionError(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return new Certs(store);
    }

    public Path store() {
        return store;
    }

    /** The certificate as a file of authorities. */
    public Path trust() throws IOException, GeneralSecurityException {
        Path file = store.resolveSibling(store.getFileName().toString().replace(".p12", ".pem"));
        Files.writeString(file, pem("CERTIFICATE", read().getCertificate("key").getEncoded()));
        return file;
    }

    /** Key and certificate in one text. */
    public String pem() throws IOException, GeneralSecurityException {
        KeyStore keys = read();
        return pem("PRIVATE KEY", keys.getKey("key", PASSWORD.toCharArray()).getEncoded())
                + pem("CERTIFICATE", keys.getCertificate("key").getEncoded());
    }

    /** For a server that shows this certificate and lets in clients with one of the given ones. */
    public SSLContext server(Certs... clients) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(read(), PASSWORD.toCharArray());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        for (Certs client : Arrays.asList(clients)) {
            known.setCertificateEntry(client.store.toString(), client.read().getCertificate("key"));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), clients.length == 0 ? null : trust.getTrustManagers(), null);
        return context;
    }

    private KeyStore read() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + what + "-----\n";
    }
}
