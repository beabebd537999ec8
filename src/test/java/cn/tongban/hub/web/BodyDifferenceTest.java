package cn.tongban.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.tongban.hub.web.BodyDifference.Kind;
import cn.tongban.hub.web.BodyLeaves.Leaf;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyDifferenceTest {
    @Test
    void equalPlacesComeFirstThenEqualValuesElsewhere() {
        List<Leaf> left = List.of(new Leaf("/a", "1"), new Leaf("/b", "2"), new Leaf("/c", "3"), new Leaf("/d", "4"));
        List<Leaf> right = List.of(new Leaf("/a", "1"), new Leaf("/b", "9"), new Leaf("/x", "3"), new Leaf("/y", "7"));

        List<BodyDifference.Pair> pairs = BodyDifference.of(left, right);

        assertThat(pairs).extracting(BodyDifference.Pair::kind)
                .containsExactly(Kind.SAME, Kind.CHANGED, Kind.MOVED, Kind.ONLY_LEFT, Kind.ONLY_RIGHT);
        assertThat(pairs.get(2)).isEqualTo(new BodyDifference.Pair(2, 2, Kind.MOVED));
    }

    @Test
    void aBodyIsReadAsWhatItIs() {
        assertThat(leaves("{\"a\":{\"b\":[1,true]}}", "application/json"))
                .containsExactly(new Leaf("/a/b/0", "1"), new Leaf("/a/b/1", "true"));
        assertThat(leaves("a=1&b=%E7%94%B2", "application/x-www-form-urlencoded"))
                .containsExactly(new Leaf("a", "1"), new Leaf("b", "甲"));
        assertThat(leaves("one\r\ntwo", "text/plain")).containsExactly(new Leaf("1", "one"), new Leaf("2", "two"));
        assertThat(leaves("<s:E xmlns:s='u'><x id='7'>甲</x><x>2</x></s:E>", "text/xml")).containsExactly(
                new Leaf("/E/x/@id", "7"), new Leaf("/E/x", "甲"), new Leaf("/E/x[2]", "2"));
    }

    @Test
    void xmlInAnotherCharsetIsReadByItsDeclaration() {
        byte[] body = "<?xml version=\"1.0\" encoding=\"GB18030\"?><a>测试</a>".getBytes(Charset.forName("GB18030"));

        assertThat(BodyLeaves.of(body, "text/xml")).containsExactly(new Leaf("/a", "测试"));
    }

    @Test
    void aDocumentTypeIsNotReadAndBrokenXmlIsText() {
        assertThat(leaves("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>", "text/xml"))
                .extracting(Leaf::path).containsExactly("1");
        assertThat(leaves("<a><b></a>", "text/xml")).extracting(Leaf::path).containsExactly("1");
    }

    private static List<Leaf> leaves(String text, String mediaType) {
        return BodyLeaves.of(text.getBytes(StandardCharsets.UTF_8), mediaType);
    }
}
