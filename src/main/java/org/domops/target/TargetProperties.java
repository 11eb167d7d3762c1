package org.domops.target;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code dom.target.*}.
 *
 * @param installWait how long an install waits for another one, and for steps that use the code to be replaced
 * @param quietWait how long one try waits for the sessions of a cancelled lane to end and roll back
 * @param connectTimeout how long a login may take, from the first packet to the session's settings
 * @param answerTimeout how long DOM's own questions to a target may take, beside what they are to wait for; a step may take
 *     as long as it likes
 */
@ConfigurationProperties("dom.target")
public record TargetProperties(@DefaultValue("30s") Duration installWait, @DefaultValue("30s") Duration quietWait,
        @DefaultValue("10s") Duration connectTimeout, @DefaultValue("60s") Duration answerTimeout) {

    /** Long enough for another install, short enough for a person to watch. */
    public static final TargetProperties DEFAULTS = new TargetProperties(Duration.ofSeconds(30), Duration.ofSeconds(30),
            Duration.ofSeconds(10), Duration.ofSeconds(60));

    /** The defaults, but with other waits. */
    public TargetProperties waiting(Duration install, Duration quiet) {
        return new TargetProperties(install, quiet, connectTimeout, answerTimeout);
    }

    /** After so long without an answer to one of DOM's own questions the connection is taken for broken. */
    public Duration longestAnswer() {
        return answerTimeout.plus(installWait.compareTo(quietWait) > 0 ? installWait : quietWait);
    }
}
