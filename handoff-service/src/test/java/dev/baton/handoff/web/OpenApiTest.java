package dev.baton.handoff.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handoff.testing.HandoffTest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published document has the routes and the bodies of the code, and its examples fit it. */
@HandoffTest
class OpenApiTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read();

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyRouteIsInTheDocumentAndNoOther() {
        assertThat(DOCUMENT.operations().keySet().stream().map(OpenApiTest::withoutNames))
                .containsExactlyInAnyOrderElementsOf(routes().keySet());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
        Set<String> components = new TreeSet<>();
        DOCUMENT.root()
                .get("components")
                .propertyStream()
                .forEach(kind -> kind.getValue()
                        .propertyNames()
                        .forEach(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        components.removeIf(name -> name.contains("/securitySchemes/"));

        assertThat(DOCUMENT.references()).isEqualTo(components);
    }

    @Test
    void everyExampleFitsItsSchema() {
        DOCUMENT.operations().forEach((name, operation) -> {
            JsonNode request = operation.path("requestBody").path("content").path("application/json");
            assertExamplesFit(name, request);
            operation.get("responses")
                    .valueStream()
                    .map(response -> response.path("content").path("application/json"))
                    .forEach(answer -> assertExamplesFit(name, answer));
        });
    }

    @Test
    void aBodyHasTheFieldsOfItsRecordAndRequiresThoseThatCannotBeNull() {
        Map<String, HandlerMethod> routes = routes();
        DOCUMENT.operations().forEach((name, operation) -> {
            Class<?> body = Arrays.stream(routes.get(withoutNames(name)).getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .<Class<?>>map(MethodParameter::getParameterType)
                    .findFirst()
                    .orElse(Void.class);
            assertThat(operation.has("requestBody")).as(name).isEqualTo(body != Void.class);
            if (body != Void.class) {
                JsonNode schema = DOCUMENT.follow(
                        operation.at("/requestBody/content/application~1json").get("schema"));
                assertThat(schema.get("properties").propertyNames()).as(name)
                        .containsExactlyInAnyOrderElementsOf(fields(body, field -> true));
                assertThat(schema.get("required").valueStream().map(JsonNode::asString)).as(name)
                        .containsExactlyInAnyOrderElementsOf(fields(body, field -> !field.getAnnotatedType()
                                .isAnnotationPresent(Nullable.class)));
            }
        });
    }

    @Test
    void aFieldThatTheDocumentDoesNotKnowIsNoticed() {
        JsonNode schema = DOCUMENT.at("#/components/schemas/SessionDetail");
        JsonNode example = DOCUMENT.at("#/components/examples/newSession/value");
        ObjectNode more = ((ObjectNode) example.deepCopy()).put("colour", "red");
        ObjectNode less = ((ObjectNode) example.deepCopy()).remove(List.of("author_id"));

        assertThat(DOCUMENT.violations(schema, example)).isEmpty();
        assertThat(DOCUMENT.violations(schema, more)).isNotEmpty();
        assertThat(DOCUMENT.violations(schema, less)).isNotEmpty();
    }

    private static void assertExamplesFit(String name, JsonNode mediaType) {
        if (!mediaType.isMissingNode()) {
            assertThat(DOCUMENT.examples(mediaType)).as(name)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(DOCUMENT.violations(mediaType.get("schema"), example)).isEmpty());
        }
    }

    private Map<String, HandlerMethod> routes() {
        return mappings.getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().getPackageName().startsWith("dev.baton.handoff"))
                .collect(Collectors.toMap(route -> withoutNames(route.getKey()
                        .getMethodsCondition()
                        .getMethods()
                        .iterator()
                        .next() + " " + route.getKey().getPatternValues().iterator().next()),
                        Map.Entry::getValue));
    }

    private static Set<String> fields(Class<?> body, Predicate<RecordComponent> wanted) {
        return Arrays.stream(body.getRecordComponents())
                .filter(wanted)
                .map(field -> field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static String withoutNames(String route) {
        return route.replaceAll("\\{[^}]+}", "{}");
    }
}
