package dev.baton.handoff.assessment;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.baton.events.Confidence;
import dev.baton.handoff.model.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads the answers of a model, and trusts none: they are JSON that fits {@code assessment/answer.schema.json}. */
final class ModelAnswers {
    private static final int MAX_LENGTH = 64_000;
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ERRORS = 10;
    private static final int MAX_ERROR_LENGTH = 200;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build()).propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    private final Schema schema;
    private final String instructions;

    ModelAnswers() {
        String text = resource("assessment/answer.schema.json");
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json.readTree(text));
        this.instructions = resource("assessment/instructions.md").replace("{schema}", text.strip());
    }

    /** What the model is told; the same for every escalation, and without a word of anybody. */
    String instructions() {
        return instructions;
    }

    Reading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Misfit(text, List.of("the answer is longer than " + MAX_LENGTH + " characters"));
        }
        // Some models set a code fence or a greeting around the object.
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (start < 0 || end < start) {
            return new Misfit(text, List.of("the answer holds no complete JSON object"));
        }
        try {
            return checked(text, visible(json.readTree(text.substring(start, end + 1))));
        } catch (JacksonException e) {
            return new Misfit(text, List.of(shortened("the answer is not JSON: " + e.getOriginalMessage())));
        }
    }

    private Reading checked(String text, JsonNode answer) {
        List<String> errors = schema.validate(answer)
                .stream()
                .limit(MAX_ERRORS)
                .map(error -> shortened(error.toString()))
                .toList();
        return errors.isEmpty() ? new Fits(json.treeToValue(answer, Answer.class)) : new Misfit(text, errors);
    }

    // Before the check, so that what is stored is what was measured.
    private static JsonNode visible(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> object.set(name, visible(object.get(name))));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, visible(array.get(i)));
            }
        }
        return node.isString() ? StringNode.valueOf(VisibleText.of(node.asString())) : node;
    }

    private static String shortened(String error) {
        return error.length() <= MAX_ERROR_LENGTH ? error : error.substring(0, MAX_ERROR_LENGTH);
    }

    private static String resource(String path) {
        try {
            return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that was read. */
    sealed interface Reading {}

    record Fits(Answer answer) implements Reading {}

    /**
     * An answer that does not fit.
     *
     * @param errors what is wrong with it, for the model; they may quote the answer
     */
    record Misfit(String text, List<String> errors) implements Reading {
        Misfit {
            errors = List.copyOf(errors);
        }
    }

    record Answer(String likelyCause, List<Assessment.SuggestedStep> suggestedSteps, Confidence confidence,
            List<String> whatWasTried, String ticketNotes) {
        Answer {
            suggestedSteps = List.copyOf(suggestedSteps);
            whatWasTried = List.copyOf(whatWasTried);
        }
    }
}
