package org.domops.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.Map;

/** What all resources of /api have in common: the login, and problem details for every error. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String LOGIN = "login";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Map<String, String> ERRORS = Map.of(
            "400", "The request is not valid",
            "401", "User or password are missing or not right",
            "403", "The user may not do this",
            "404", "There is no such run",
            "409", "Refused; the code says why");

    @Bean
    OpenAPI dom() {
        return new OpenAPI()
                .info(new Info().title("DOM, the Distributed Operation Manager").version("1").description(
                        "Runs maintenance operations across a fleet of databases. Every error is a problem (RFC 9457) with DOM's code."))
                .schemaRequirement(LOGIN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"))
                .addSecurityItem(new SecurityRequirement().addList(LOGIN));
    }

    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            ModelConverters.getInstance().readAll(Problem.class).forEach(api.getComponents()::addSchemas);
            api.getPaths().values().forEach(path -> path.readOperations().forEach(ApiDescription::describeErrors));
        };
    }

    private static void describeErrors(Operation operation) {
        // what springdoc reads from the advice says nothing about which error is which
        operation.getResponses().keySet().removeIf(status -> status.startsWith("4") || status.startsWith("5"));
        ERRORS.forEach((status, meaning) -> operation.getResponses().addApiResponse(status, new ApiResponse()
                .description(meaning).content(new Content().addMediaType(Problem.MEDIA_TYPE,
                        new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
    }
}
