package cn.tongban.hub.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlContractTest {
    private static final String SCHEMA = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"
                elementFormDefault="qualified">
              <xs:import namespace="urn:c" schemaLocation="elsewhere.xsd"/>
              <xs:complexType name="party">
                <xs:sequence>
                  <xs:element name="name" type="xs:string"/>
                  <xs:element name="code" minOccurs="0">
                    <xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[A-Z]{3}"/></xs:restriction></xs:simpleType>
                  </xs:element>
                  <xs:element name="within" type="t:party" minOccurs="0"/>
                </xs:sequence>
                <xs:attribute name="kind" type="xs:string" use="required"/>
              </xs:complexType>
              <xs:complexType name="office">
                <xs:complexContent><xs:extension base="t:party"><xs:sequence>
                  <xs:element name="floor" type="xs:int" nillable="true" minOccurs="0"/>
                </xs:sequence></xs:extension></xs:complexContent>
              </xs:complexType>
              <xs:element name="order">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="from" type="t:party"/>
                    <xs:choice>
                      <xs:element name="office" type="t:office"/>
                      <xs:element name="none" type="xs:string"/>
                    </xs:choice>
                    <xs:element name="line" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
                    <xs:element name="price" minOccurs="0">
                      <xs:complexType><xs:simpleContent><xs:extension base="xs:decimal">
                        <xs:attribute name="unit" type="xs:string"/>
                      </xs:extension></xs:simpleContent></xs:complexType>
                    </xs:element>
                    <xs:element name="data" type="xs:string" minOccurs="0">
                      <xs:annotation><xs:appinfo source="urn:tongban:document">CASE GBK</xs:appinfo></xs:annotation>
                    </xs:element>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:schema>""";
    private static final String CASE = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
              <xs:element name="CASE"><xs:complexType><xs:sequence>
                <xs:element name="NAME"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="5"/>
                </xs:restriction></xs:simpleType></xs:element>
              </xs:sequence></xs:complexType></xs:element>
            </xs:schema>""";
    private static final QName ORDER = new QName("urn:t", "order");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final XmlContract contract = compile(Map.of("a.xsd", SCHEMA.replace(
            "<xs:import namespace=\"urn:c\" schemaLocation=\"elsewhere.xsd\"/>", ""), "b.xsd", CASE)).of("x").orElseThrow();

    private static XmlContracts compile(Map<String, String> files) {
        Map<String, byte[]> bytes = new java.util.TreeMap<>();
        files.forEach((name, text) ->
                bytes.put("connectors/x/contract/" + name, text.getBytes(StandardCharsets.UTF_8)));
        return XmlContracts.compileLeniently(BundleFiles.of(bytes));
    }

    private JsonNode read(String inner) {
        return contract.read(XmlReader.read("<o:order xmlns:o='urn:t' xmlns='urn:t'>" + inner + "</o:order>", 16)
                .getDocumentElement());
    }

    @Test
    void elementsBecomeFieldsAndWhatMayRepeatAnArray() throws Exception {
        JsonNode json = read("<from kind='A'><name> 㐂 </name><code> ABC </code><within kind='B'><name/></within></from>"
                + "<office kind='C'><name>n</name><floor xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/>"
                + "</office><line>1</line><price unit='fen'>12345678901234567.89</price>");

        assertThat(json).isEqualTo(JSON.readTree("""
                {"from": {"@kind": "A", "name": " 㐂 ", "code": "ABC", "within": {"@kind": "B", "name": ""}},
                 "office": {"@kind": "C", "name": "n", "floor": null}, "line": ["1"],
                 "price": {"@unit": "fen", "#text": "12345678901234567.89"}}"""));
    }

    @Test
    void whatWasReadIsWrittenAgain() {
        JsonNode json = read("<from kind='A'><name>𠮷 &lt;&amp;</name><within kind='B'><name/></within></from>"
                + "<none/><line>1</line><line/><price>1</price><data>&lt;?xml version='1.0' encoding='GBK'?>&lt;CASE>"
                + "&lt;NAME>䶮&lt;/NAME>&lt;/CASE></data>");

        assertThat(json.at("/data/NAME").asText()).isEqualTo("䶮");
        String text = XmlWriter.text(contract.write(ORDER, json));
        assertThat(contract.read(XmlReader.read(text, 16).getDocumentElement())).isEqualTo(json);
        assertThat(text).contains("encoding=\"GBK\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<from kind='A'><name>n</name><code>ab1</code></from><none/>|/order/from/code|cvc-pattern-valid",
        "<from kind='A'><code>ABC</code></from><none/>|/order/from/code|cvc-complex-type.2.4.a",
        "<from><name>n</name></from><none/>|/order/from|cvc-complex-type.4",
        "<from kind='A'><name>n</name></from><none/><more/>|/order/more|cvc-complex-type.2.4.a",
        "<from kind='A'><name>n</name></from><none/><line/><line><b/></line>|/order/line[2]|cvc-type.3.1.2",
    })
    void whatTheSchemaForbidsHasAPlaceAndNoValue(String inner, String path, String rule) {
        assertThatThrownBy(() -> read(inner)).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.CONTRACT_VIOLATION);
            assertThat(e.places()).extracting(Place::pointer, Place::rule).contains(
                    org.assertj.core.groups.Tuple.tuple(path, rule));
            assertThat(e.places().toString()).doesNotContain("ab1");
        });
    }

    @Test
    void aDocumentWithinATextIsHeldAgainstItsOwnSchema() {
        String from = "<from kind='A'><name>n</name></from><none/>";

        assertThatThrownBy(() -> read(from + "<data>&lt;CASE>&lt;NAME>123456&lt;/NAME>&lt;/CASE></data>"))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.places()).extracting(Place::pointer)
                        .contains("/order/data/CASE/NAME"));
        assertThatThrownBy(() -> read(from + "<data>&lt;!DOCTYPE CASE>&lt;CASE/></data>"))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.places()).extracting(Place::pointer)
                        .containsExactly("/order/data"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"from\": {\"@kind\": \"A\", \"name\": \"n\"}, \"none\": \"\", \"more\": 1}|/more|unknown-field",
        "{\"from\": {\"@kind\": \"A\", \"name\": \"n\"}, \"none\": \"\", \"line\": \"1\"}|/line|type",
        "{\"from\": {\"@kind\": \"A\", \"name\": {}}, \"none\": \"\"}|/from/name|type",
        "{\"from\": {\"@kind\": \"A\", \"name\": \"a\\u0000b\"}, \"none\": \"\"}|/from/name|xml-character",
        "{\"from\": {\"@kind\": \"A\"}, \"none\": \"\"}|/order/from|cvc-complex-type.2.4.b",
    })
    void jsonWithoutAPlaceInTheSchemaIsAnError(String json, String path, String rule) {
        assertThatThrownBy(() -> contract.write(ORDER, JSON.readTree(json)))
                .isInstanceOfSatisfying(HubException.class, e -> assertThat(e.places())
                        .extracting(Place::pointer, Place::rule)
                        .contains(org.assertj.core.groups.Tuple.tuple(path, rule)));
    }

    @Test
    void attachmentsStandWhereBinaryContentBelongs() throws Exception {
        XmlContract files = compile(Map.of("f.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="f" type="xs:base64Binary"/></xs:schema>""")).of("x").orElseThrow();

        assertThat(XmlWriter.text(files.write(new QName("f"), JSON.readTree("\"cid:m@hub\"")))).contains("href=\"cid:m@hub\"");
        assertThat(XmlWriter.text(files.write(new QName("f"), JSON.readTree("\"YWI=\"")))).isEqualTo("<f>YWI=</f>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<xs:element name='a'><xs:complexType mixed='true'/></xs:element>|mixed content",
        "<xs:element name='a'><xs:complexType><xs:sequence><xs:any/></xs:sequence></xs:complexType></xs:element>|wildcards",
        "<xs:include schemaLocation='b.xsd'/>|xs:include",
        "<xs:element name='a' type='missing'/>|missing",
    })
    void whatHasNoJsonFormIsAFindingAndNeverLeftOut(String content, String words) {
        XmlContracts contracts = compile(Map.of("s.xsd",
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" + content + "</xs:schema>"));

        assertThat(contracts.problems()).singleElement().satisfies(problem ->
                assertThat(problem.message()).contains(words));
        assertThat(contracts.of("x")).isEmpty();
    }

    @Test
    void nothingIsFetched() {
        XmlContracts contracts = compile(Map.of("a.xsd", SCHEMA));

        assertThat(contracts.problems()).hasSize(1);
    }
}
