package org.domops.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of package calls; each is a service task of type external with its own topic. */
public enum StepKind {
    INSTALL("dom-install"),
    ITERATOR("dom-iterator"),
    INITIAL("dom-initial"),
    TASK("dom-task"),
    FINAL("dom-final");

    private final String topic;

    StepKind(String topic) {
        this.topic = topic;
    }

    /** The topic of the service task in the diagram. */
    public String topic() {
        return topic;
    }

    /** The topic of the steps of lanes that are bound to a site. @param site null: to none */
    public String topic(String site) {
        return SiteTopic.of(topic, site);
    }

    /** The kind with that topic in a diagram. @param topic may be null */
    public static Optional<StepKind> ofTopic(String topic) {
        return Arrays.stream(values()).filter(kind -> kind.topic.equals(topic)).findFirst();
    }

    /** The kind of a task with that topic, of whatever site. */
    public static Optional<StepKind> ofTask(String topic) {
        return ofTopic(SiteTopic.plain(topic));
    }

    public static List<String> topics() {
        return Arrays.stream(values()).map(StepKind::topic).toList();
    }
}
