package org.domops.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.domops.engine.CurrentUser;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Users of workers, whose passwords are on machines elsewhere, see nothing of /api but what is for workers. */
@Configuration(proxyBeanMethods = false)
class WorkersOnly implements WebMvcConfigurer {

    private final CurrentUser user;

    WorkersOnly(CurrentUser user) {
        this.user = user;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                user.requireMoreThanWorker();
                return true;
            }
        }).addPathPatterns("/api/**", "/v3/**").excludePathPatterns("/api/worker/**");
    }
}
