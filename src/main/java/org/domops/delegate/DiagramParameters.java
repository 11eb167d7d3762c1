package org.domops.delegate;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.run.ParameterValues;
import org.springframework.stereotype.Component;

import java.math.BigDecimal;

/**
 * The operation's parameters in a diagram's expressions, e.g. at a gateway:
 * {@code ${parameters.text(execution, 'REBUILD') == 'Y'}}.
 */
@Component("parameters")
public class DiagramParameters {

    private final ParameterValues values;

    DiagramParameters(ParameterValues values) {
        this.values = values;
    }

    /** @return null: defined as null
     *  @throws DomException PARAMETER_NOT_DEFINED */
    public String text(DelegateExecution execution, String name) {
        return values.of(NextObject.lane(execution), name);
    }

    /** @return null: defined as null
     *  @throws DomException PARAMETER_NOT_DEFINED, BAD_PARAMETER_VALUE */
    public BigDecimal number(DelegateExecution execution, String name) {
        String value = text(execution, name);
        try {
            return value == null ? null : new BigDecimal(value.strip());
        } catch (NumberFormatException e) {
            throw new DomException(DomCode.BAD_PARAMETER_VALUE, "parameter " + name
                    + " has a value that is not a number as expected, e.g. 42, -0.5 or 1e6", e);
        }
    }
}
