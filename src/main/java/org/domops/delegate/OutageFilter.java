package org.domops.delegate;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.domops.repository.RepositoryOutage;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import java.util.Set;

import javax.sql.DataSource;

/**
 * Keeps out of the log what engine, connection pool and web server write, with stack traces, of each failure in an outage of
 * the repository: {@link OutageLog} has said it. What DOM itself writes passes, and so does every other error.
 */
@Component
class OutageFilter extends TurboFilter {

    private static final String OWN = "org.domops.";
    /**
     * They say what failed without an exception: of each broken connection, of each request to /engine-rest, with its stack
     * trace, and of each bean that could not end in good order.
     */
    private static final Set<String> IN_WORDS = Set.of("com.zaxxer.hikari.pool.PoolBase", "org.camunda.bpm.engine.rest.exception",
            "org.springframework.beans.factory.support.DisposableBeanAdapter");

    private final OutageLog outages;

    OutageFilter(OutageLog outages) {
        this.outages = outages;
    }

    @PostConstruct
    void begin() {
        start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(this);
    }

    /** Ended after the pool: what is closed before that, the engine among it, still asks for connections. */
    @Bean
    static BeanFactoryPostProcessor outagesAreToldUntilTheEnd() {
        return new AbstractDependsOnBeanFactoryPostProcessor(DataSource.class, OutageFilter.class) {
        };
    }

    @PreDestroy
    void end() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getTurboFilterList().remove(this);
        stop();
    }

    @Override
    public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
        if (!level.isGreaterOrEqual(Level.WARN) || logger.getName().startsWith(OWN)) {
            return FilterReply.NEUTRAL;
        }
        Throwable error = thrown == null ? last(params) : thrown;
        boolean said = error == null ? outages.on() && IN_WORDS.contains(logger.getName())
                : outages.explains(error) || outages.on() && RepositoryOutage.connectionTaken(error);
        return said ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static Throwable last(Object[] params) {
        return params != null && params.length > 0 && params[params.length - 1] instanceof Throwable error ? error : null;
    }
}
