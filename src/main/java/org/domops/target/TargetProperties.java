package org.domops.target;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code dom.target.*}.
 *
 * @param installWait how long an install waits for another one, and for steps that use the code to be replaced
 * @param quietWait how long one try waits for the sessions of a cancelled lane to end and roll back
 */
@ConfigurationProperties("dom.target")
public record TargetProperties(@DefaultValue("30s") Duration installWait, @DefaultValue("30s") Duration quietWait) {

    /** Long enough for another install, short enough for a person to watch. */
    public static final TargetProperties DEFAULTS = new TargetProperties(Duration.ofSeconds(30), Duration.ofSeconds(30));
}
