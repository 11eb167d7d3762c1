package org.domops.check;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code dom.check.*}.
 *
 * @param parallel how many targets are asked at once
 * @param timeout after which a check is over, whatever has answered until then; shorter than a client waits for an answer
 */
@ConfigurationProperties("dom.check")
public record CheckProperties(@DefaultValue("50") int parallel, @DefaultValue("90s") Duration timeout) {
}
