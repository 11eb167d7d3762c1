package org.domops.client;

import org.domops.console.ProgramName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One execution of operation × environment × instance.
 *
 * @param mode R or T (test)
 * @param status one letter, as in DOM$STATUS
 * @param statusMessage null: none
 * @param restart when it was last restarted; null: never
 * @param end null: it isn't over
 * @param lanes number of lanes by status letter
 * @param laneList the lanes; empty where only the run was asked for
 */
public record Run(long id, String operation, int instance, String environment, String mode, String status,
                  String statusMessage, String startedBy, Instant start, Instant restart, Instant end,
                  Map<String, Integer> lanes, List<Lane> laneList, List<Action> actions) {

    public Run {
        lanes = lanes == null ? Map.of() : Map.copyOf(lanes);
        laneList = laneList == null ? List.of() : List.copyOf(laneList);
        actions = actions == null ? List.of() : List.copyOf(actions);
    }

    /** Whether nothing of it will move without somebody's command. */
    public boolean over() {
        return List.of("C", "E", "F", "X", "S").contains(status);
    }

    public boolean completed() {
        return "C".equals(status);
    }

    /** When it last began: the restart, else the start. */
    public Instant lastStart() {
        return restart == null ? start : restart;
    }

    /** The command line that starts or restarts it. */
    public String command() {
        return ProgramName.typed() + " run " + operation + " " + environment + (instance == 1 ? "" : " --instance " + instance)
                + ("T".equals(mode) ? " --test" : "");
    }
}
