package org.domops.engine;

import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.engine.rest.security.auth.impl.HttpBasicAuthenticationProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** REST behind a login: the engine's users by HTTP Basic, on /engine-rest, /api and its description alike. The webapps have their own. */
@Configuration(proxyBeanMethods = false)
class Login {

    @Bean
    FilterRegistrationBean<ProcessEngineAuthenticationFilter> basicAuthentication() {
        FilterRegistrationBean<ProcessEngineAuthenticationFilter> filter =
                new FilterRegistrationBean<>(new ProcessEngineAuthenticationFilter());
        filter.setName("basic-authentication");
        filter.setAsyncSupported(true);
        filter.addInitParameter(ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM,
                HttpBasicAuthenticationProvider.class.getName());
        filter.addUrlPatterns("/engine-rest/*", "/api/*", "/v3/*", "/swagger-ui/*", "/swagger-ui.html");
        return filter;
    }
}
