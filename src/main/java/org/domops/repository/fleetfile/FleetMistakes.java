package org.domops.repository.fleetfile;

import java.util.List;
import java.util.stream.Collectors;

import org.domops.error.DomCode;
import org.domops.error.DomException;

/** A fleet file was refused. Carries all of its mistakes, so that they can be mended in one go. */
public class FleetMistakes extends DomException {

    private final transient List<Mistake> mistakes;

    /** @param mistakes at least one, in the order in which people should read them */
    public FleetMistakes(List<Mistake> mistakes) {
        this(mistakes, false);
    }

    /** @param andMore whether there may be more than these */
    FleetMistakes(List<Mistake> mistakes, boolean andMore) {
        super(DomCode.INVALID_FLEET_FILE, describe(mistakes, andMore));
        this.mistakes = List.copyOf(mistakes);
    }

    /** By line and column, the fleet file's own before those of its source files; never empty. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    private static String describe(List<Mistake> mistakes, boolean andMore) {
        String count = mistakes.size() == 1 ? "1 mistake" : mistakes.size() + " mistakes" + (andMore ? " or more" : "");
        return "the fleet file has " + count + ", so nothing was applied:\n"
                + mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n"));
    }
}
