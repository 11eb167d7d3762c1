package org.domops.delegate;

import org.domops.target.TargetProperties;
import org.domops.target.Targets;
import org.domops.target.mariadb.MariaDbDialect;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import java.time.Clock;

/**
 * What calls procedures on targets: all that a worker in a JVM of its own has in common with the one inside a server. It
 * needs a {@link StepDesk}, {@link LaneOrders} and a {@link StatementSink}, and no engine and no repository. No configuration of the server, which
 * finds these classes by itself.
 */
@EnableConfigurationProperties({TargetProperties.class, LiveLogProperties.class})
@Import({LaneWorker.class, QuietenLane.class, ProcedureCall.class, StepCalls.class, StatementRest.class, TargetWait.class,
    InstallDelegate.class, IteratorDelegate.class, InitialDelegate.class, TaskDelegate.class, FinalDelegate.class,
    CancelWatch.class, LiveLog.class, WorkerStop.class, Targets.class, TargetLogins.class, MariaDbDialect.class})
public final class TargetSide {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
