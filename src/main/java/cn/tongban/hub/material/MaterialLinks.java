package cn.tongban.hub.material;

import cn.tongban.hub.support.Digests;
import cn.tongban.hub.vault.Vault;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Links by which a partner fetches a material once. A token is a keyed digest of its delivery: nobody can guess it, it is
 * stored nowhere, and a delivery that is sent again is the same to the byte.
 */
public final class MaterialLinks {
    /** The path under which links lie; the token follows. */
    public static final String PATH = "/materials/";

    private final LinkRepository repository;
    private final Vault vault;
    private final URI publicUrl;

    /** @param publicUrl under which partners reach this hub, without a slash at its end */
    MaterialLinks(LinkRepository repository, Vault vault, URI publicUrl) {
        this.repository = repository;
        this.vault = vault;
        this.publicUrl = publicUrl;
    }

    URI link(StoredMaterial material, String destination, UUID deliveryId, Duration life) {
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(
                vault.blind("material-link/" + destination, deliveryId.toString()));
        repository.arm(digest(token), destination, deliveryId, material, life);
        return URI.create(publicUrl + PATH + token);
    }

    /** Takes a link: whoever comes second finds nothing. Empty for one that is not known, taken, or past its time. */
    public Optional<Taken> take(String token) {
        byte[] digest = digest(token);
        return repository.take(digest).map(found -> new Taken(digest, found.destination(), found.messageId()));
    }

    /** The transfer broke: the partner may come again. */
    public void giveBack(Taken taken) {
        repository.giveBack(taken.token());
    }

    /** Forgets links that are past their time. */
    void sweep() {
        repository.sweep();
    }

    private static byte[] digest(String token) {
        return Digests.key("material-link", token);
    }

    /** A link that was taken. */
    public record Taken(byte[] token, String destination, UUID messageId) {}
}
