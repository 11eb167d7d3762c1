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

    /** The kind with that topic. */
    public static Optional<StepKind> ofTopic(String topic) {
        return Arrays.stream(values()).filter(kind -> kind.topic.equals(topic)).findFirst();
    }

    public static List<String> topics() {
        return Arrays.stream(values()).map(StepKind::topic).toList();
    }
}
