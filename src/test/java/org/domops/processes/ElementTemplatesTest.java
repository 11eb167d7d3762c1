package org.domops.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.domops.engine.StepKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** The element templates for Camunda Modeler, against the schema that Modeler takes them by. */
class ElementTemplatesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"iterator, ITERATOR", "initial, INITIAL", "task, TASK", "final, FINAL", "call, TASK"})
    void there_is_a_valid_element_template_for_each_kind_of_step(String name, StepKind kind) throws IOException {
        JsonNode templates = read("/processes/element-templates/" + name + ".json");
        assertThat(templates.size()).isEqualTo(1);
        JsonNode template = templates.get(0);
        assertThat(schema().validate(template)).isEmpty();
        assertThat(value(template, "property", "camunda:type")).isEqualTo("external");
        assertThat(value(template, "property", "camunda:topic")).isEqualTo(kind.topic());
        assertThat(bindings(template).contains("procedure")).isEqualTo(kind == StepKind.TASK);
    }

    @Test
    void the_template_of_a_call_has_the_arguments_that_the_engine_reads() throws IOException {
        JsonNode template = read("/processes/element-templates/call.json").get(0);
        assertThat(bindings(template)).containsSubsequence("procedure", "argument1", "argument2", "argument3", "argument4");
    }

    @Test
    void a_wrong_template_does_not_pass_the_schema() throws IOException {
        ObjectNode template = (ObjectNode) read("/processes/element-templates/task.json").get(0);
        template.remove("id");
        ((ObjectNode) ((ArrayNode) template.get("properties")).get(0).get("binding")).put("type", "camunda:propertie");
        assertThat(schema().validate(template)).hasSizeGreaterThan(1);
    }

    private static List<String> bindings(JsonNode template) {
        return StreamSupport.stream(template.get("properties").spliterator(), false)
                .map(property -> property.get("binding").get("name").asText()).toList();
    }

    private static String value(JsonNode template, String binding, String name) {
        return StreamSupport.stream(template.get("properties").spliterator(), false)
                .filter(property -> property.get("binding").get("type").asText().equals(binding)
                        && property.get("binding").get("name").asText().equals(name))
                .map(property -> property.get("value").asText()).findFirst().orElseThrow();
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(read("/element-templates/schema.json"));
    }

    private static JsonNode read(String path) throws IOException {
        try (InputStream in = ElementTemplatesTest.class.getResourceAsStream(path)) {
            return JSON.readTree(in);
        }
    }
}
