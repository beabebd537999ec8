package cn.tongban.hub.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemDigestTest {
    private static String of(String json) {
        return ItemDigest.of(json.getBytes(StandardCharsets.UTF_8));
    }

    /** printf '%s' '{"a":{"b":[1,"汉中"],"c":null}}' | openssl dgst -sm3 */
    @Test
    void orderSpaceAndTheDigestItselfMakeNoDifference() {
        String digest = of("{\"a\":{\"b\":[1,\"汉中\"],\"c\":null}}");

        assertThat(of(" {\"digest\" : \"x\", \"a\" : {\"c\":null, \"b\":[ 1, \"\\u6c49中\" ]} } ")).isEqualTo(digest);
        assertThat(of("{\"a\":{\"b\":[1,\"汉中 \"],\"c\":null}}")).isNotEqualTo(digest);
        assertThat(digest).isEqualTo("31e4f121aaecd89014567bf377bae3ac1f43a6008380f756a42a6bdf4a271995");
    }

    /** printf 'A 1\nB 2\n' | openssl dgst -sm3 */
    @Test
    void aCatalogueIsDigestedByTaskCode() {
        assertThat(ItemDigest.ofAll(Map.of("B", "2", "A", "1"))).isEqualTo("18f62b8716b583dd42bd9cb3c044de2c750a5c52f353d9a376879b16dd199d99");
        assertThat(ItemDigest.ofAll(Map.of())).isEqualTo("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    }
}
