package org.domops.run;

import java.util.List;
import java.util.stream.Stream;

/** What each kind of procedure is called with, by position (design, section 2). */
public final class StepArguments {

    private StepArguments() {
    }

    /** The arguments as strings; empty for INSTALL, which is no procedure. */
    public static List<String> of(StepOrder order) {
        return switch (order.kind()) {
            case INSTALL -> List.of();
            case ITERATOR -> List.of(order.handle(), order.object().owner(), order.object().name());
            case INITIAL -> List.of(order.handle());
            case TASK -> Stream.concat(Stream.of(order.handle()), order.token().arguments().values().stream()).toList();
            case FINAL -> List.of(order.handle(), order.afterError() ? "Y" : "N");
        };
    }
}
