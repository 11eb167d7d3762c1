package org.domops.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.domops.error.DomCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;

import java.io.IOException;

/** What Tomcat itself refuses, e.g. an address that can't be decoded, is a problem too and not its HTML page. */
@Component
class MalformedRequests implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(MalformedRequests.class);

    private final ObjectMapper json;

    MalformedRequests(ObjectMapper json) {
        this.json = json;
    }

    /** After Spring Boot's own, whose page then finds the answer given. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextCustomizers(context -> context.getParent().getPipeline().addValve(new Report()));
    }

    private final class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, Throwable thrown) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            Problem problem = status < 500
                    ? Problem.of(DomCode.INVALID_REQUEST, status, "The request is malformed: its address or its headers can't be read.")
                    : Problem.of(DomCode.INTERNAL, status, "The request met an error inside DOM.");
            try {
                response.setContentType(Problem.MEDIA_TYPE);
                response.getOutputStream().write(json.writeValueAsBytes(problem));
                response.finishResponse();
            } catch (IOException e) {
                LOG.debug("The client is gone before its refusal was sent", e);
            }
        }
    }
}
