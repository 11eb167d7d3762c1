package org.domops.log;

/** The one-letter statuses of runs, lanes, objects, steps, attempts and statements, as in DOM$STATUS. */
public enum Status {
    P("planned"),
    R("running"),
    C("completed"),
    E("errored"),
    F("failed"),
    H("halted"),
    K("cancelling"),
    X("cancelled"),
    S("skipped");

    private final String word;

    Status(String word) {
        this.word = word;
    }

    /** The status as a word, lower case. */
    public String word() {
        return word;
    }

    /** Whether nothing more comes of it by itself or by a restart. */
    public boolean over() {
        return this == C || this == F || this == X || this == S;
    }
}
