package cn.tongban.hub.flow;

import cn.tongban.hub.support.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FilterDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RemoveHeaderDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.WhenDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What a loaded route may consist of. Only the steps named here pass: no bean, no script, no log of a body, no address
 * made at run time; and only headers that are the next call's business, so that no route hands Camel one of its own.
 */
final class RouteRules {
    private static final Pattern FUNCTION = Pattern.compile("\\$(?:simple)?\\{([^}]*)}");
    private static final Pattern HARMLESS =
            Pattern.compile("body|(headers?|variables?)[.:][A-Za-z0-9._-]+|(headers?|variables?)\\[[A-Za-z0-9._-]+]");
    /** Camel loads what such an expression names, from the disk of the hub or from its class path. */
    private static final Pattern READS = Pattern.compile("\\s*resource:", Pattern.CASE_INSENSITIVE);
    private static final String METHOD = "CamelHttpMethod";

    private final List<Place> places = new ArrayList<>();
    private final List<OnExceptionDefinition> policies = new ArrayList<>();
    private String where = "";

    private RouteRules() {}

    /** All that is wrong, empty when the routes may start. */
    static List<Place> check(DefaultCamelContext camel) {
        RouteRules rules = new RouteRules();
        for (RouteConfigurationDefinition policy : camel.getRouteConfigurationDefinitions()) {
            rules.where = "policy:" + policy.getId();
            rules.policies.addAll(policy.getOnExceptions());
            policy.getOnExceptions().forEach(handler -> rules.steps(handler.getOutputs()));
        }
        camel.getRouteDefinitions().forEach(rules::route);
        camel.getRouteTemplateDefinitions().forEach(rules::kamelet);
        return rules.places;
    }

    private void route(RouteDefinition route) {
        where = "route:" + route.getRouteId();
        String policy = String.valueOf(route.getRouteConfigurationId());
        // Camel ignores a policy that it does not know, or that came after the route, and uses its own error handler.
        if (route.getAppliedRouteConfigurationIds() == null || !route.getAppliedRouteConfigurationIds().contains(policy)) {
            add("policy", "there is no routeConfiguration " + policy);
        }
        uri(route.getInput() == null ? null : route.getInput().getEndpointUri());
        steps(route.getOutputs());
    }

    private void kamelet(RouteTemplateDefinition kamelet) {
        where = "kamelet:" + kamelet.getId();
        if (kamelet.getTemplateBeans() != null && !kamelet.getTemplateBeans().isEmpty()) {
            add("bean", "a Kamelet has no beans");
        }
        steps(kamelet.getRoute().getOutputs());
    }

    private void steps(List<ProcessorDefinition<?>> steps) {
        steps.forEach(this::step);
    }

    private void step(ProcessorDefinition<?> step) {
        if (step instanceof ToDefinition to) {
            to(to);
        } else if (step instanceof ChoiceDefinition choice) {
            for (WhenDefinition when : choice.getWhenClauses()) {
                expression(when.getExpression());
                steps(when.getOutputs());
            }
            if (choice.getOtherwise() != null) {
                steps(choice.getOtherwise().getOutputs());
            }
        } else if (step instanceof OnExceptionDefinition handler) {
            if (policies.stream().noneMatch(known -> known == handler)) {
                add("policy", "error handling stands in routes/policies only");
            }
        } else if (step instanceof ExpressionNode node && expressionStep(node)) {
            expression(node.getExpression());
            steps(node.getOutputs());
        } else if (!(step instanceof RemoveHeaderDefinition || step instanceof RemoveHeadersDefinition)) {
            add("step", step.getShortName() + " is not for bundles");
        }
    }

    private boolean expressionStep(ExpressionNode node) {
        if (node instanceof SetHeaderDefinition header) {
            header(header.getName());
            return true;
        }
        if (node instanceof SetVariableDefinition variable) {
            variable(variable.getName());
            return true;
        }
        return node instanceof SetBodyDefinition || node instanceof FilterDefinition;
    }

    private void to(ToDefinition to) {
        uri(to.getEndpointUri());
        variable(to.getVariableSend());
        variable(to.getVariableReceive());
    }

    private void uri(@Nullable String uri) {
        if (uri == null || uri.contains("#") || uri.contains("RAW(")) {
            add("uri", "an endpoint is written as it is, without references to beans");
        }
    }

    private void header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean camels = lower.startsWith("camel") || lower.startsWith("org.apache.camel");
        if (camels && !name.equals(METHOD) || name.contains("{")) {
            add("header", name + " is Camel's own");
        }
    }

    private void variable(@Nullable String name) {
        if (name != null && (name.startsWith("hub.") || name.contains(":") || name.contains("{"))) {
            add("variable", name + " is the hub's own");
        }
    }

    private void expression(@Nullable ExpressionDefinition expression) {
        if (expression != null && READS.matcher(String.valueOf(expression.getExpression())).lookingAt()) {
            add("resource", "an expression stands in the route itself: no file is read");
        }
        if (expression == null || !Objects.equals(expression.getLanguage(), "simple")) {
            return;
        }
        Matcher functions = FUNCTION.matcher(String.valueOf(expression.getExpression()));
        while (functions.find()) {
            if (!HARMLESS.matcher(functions.group(1).strip()).matches()) {
                add("simple", "only body, header and variable may be used, not ${" + functions.group(1) + "}");
            }
        }
    }

    private void add(String rule, String detail) {
        places.add(new Place(where, rule, detail));
    }
}
