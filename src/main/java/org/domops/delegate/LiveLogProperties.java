package org.domops.delegate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Settings {@code dom.live-log.*}: how targets are looked at while steps run.
 *
 * @param begin a step is looked at when it has run for so long; shorter ones cost nothing
 * @param poll how often
 * @param idle a monitoring connection without running steps is closed after this long
 * @param batch at most so many statements are carried at once
 * @param sessionWatch how often it is asked whether the running calls' sessions still live; one that is gone twice is given up
 * @param silence a target that gives no answer at all for this long has its running calls' connections thrown away
 */
@ConfigurationProperties("dom.live-log")
record LiveLogProperties(@DefaultValue("1s") Duration begin, @DefaultValue("750ms") Duration poll,
                         @DefaultValue("30s") Duration idle, @DefaultValue("500") int batch,
                         @DefaultValue("3s") Duration sessionWatch, @DefaultValue("5m") Duration silence) {
}
