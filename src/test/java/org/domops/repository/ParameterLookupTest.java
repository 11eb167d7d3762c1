package org.domops.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ParameterLookupTest {

    private static final ParameterLookup LOOKUP = new ParameterLookup(List.of(
            parameter("KEEP", null, null, "neither"), parameter("KEEP", null, 2, "instance"),
            parameter("KEEP", "CDR", null, "object"), parameter("KEEP", "CDR", 2, "both"), parameter("ONLY", "CDR", 2, null)));

    @Test
    void the_most_specific_definition_of_a_parameter_counts() {
        assertThat(value("CDR", 2)).isEqualTo("both");
        assertThat(value("CDR", 1)).isEqualTo("object");
        assertThat(value("OTHER", 2)).isEqualTo("instance");
        assertThat(value("OTHER", 1)).isEqualTo("neither");
        assertThat(value("cdr", 2)).as("as the target, whatever the case").isEqualTo("both");
    }

    @Test
    void a_parameter_that_is_defined_as_null_is_found_and_one_that_is_not_defined_is_not() {
        Map<String, ParameterDefinition> found = LOOKUP.of("SALES", "CDR", 2);
        assertThat(found).containsKey("ONLY");
        assertThat(found.get("ONLY").value()).isNull();
        assertThat(LOOKUP.of("SALES", "CDR", 1)).doesNotContainKey("ONLY");
        assertThat(LOOKUP.of("BILLING", "CDR", 2)).as("another owner's").doesNotContainKey("ONLY");
        assertThat(LOOKUP.of(null, null, 2).get("KEEP").value()).isEqualTo("instance");
    }

    private static String value(String object, int instance) {
        return LOOKUP.of("SALES", object, instance).get("KEEP").value();
    }

    private static ParameterDefinition parameter(String name, String object, Integer instance, String value) {
        return new ParameterDefinition(name, object == null ? null : "SALES", object, instance, value, false);
    }
}
