package org.domops.torture.check;

import java.util.List;

/** Something that must hold when all runs of a schedule are over. */
public interface Check {

    List<Check> ALL = List.of(new LawfulEnds(), new DoneOnce(), new InitialBeforeTasks(), new FinalAfterFailure(),
            new NeverBeside(), new LogComplete(), new LogInOrder(), new MarksAgree(), new NothingLeft());

    /** What does not hold, each with run, lane and step; empty: it holds. */
    List<String> violations(Evidence evidence);
}
