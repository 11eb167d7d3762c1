package org.domops.run;

import org.domops.error.DomCode;
import org.domops.error.DomException;
import org.domops.log.OrderNumbers;
import org.domops.log.RunLog;
import org.domops.log.TargetStamps;
import org.domops.repository.RepositoryIdentity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives a repository that was restored or copied an identity of its own: no target serves it until it is accepted, and
 * the runs that were under way go on only when somebody has looked at each. One transaction: all of it or nothing.
 */
@Component
@Transactional
public class NewIdentity {

    private final RepositoryIdentity identity;
    private final HaltRun halt;
    private final RunLog runs;
    private final OrderNumbers numbers;
    private final TargetStamps stamps;

    NewIdentity(RepositoryIdentity identity, HaltRun halt, RunLog runs, OrderNumbers numbers, TargetStamps stamps) {
        this.identity = identity;
        this.halt = halt;
        this.runs = runs;
        this.numbers = numbers;
        this.stamps = stamps;
    }

    /**
     * @param by who wants it
     * @param reason why; kept with it
     * @throws DomException REASON_MISSING
     */
    public Renewed order(String by, String reason) {
        if (reason == null || reason.isBlank()) {
            throw new DomException(DomCode.REASON_MISSING, "A new identity needs a reason, which is kept; expected one.");
        }
        List<Long> halted = new ArrayList<>();
        for (long run : runs.open()) {
            if (!runs.find(run).orElseThrow().halted()) {
                halt.halt(new LaneOrder(run, null, "new identity of the repository: " + reason.strip(), by));
                halted.add(run);
            }
        }
        String former = identity.uuid().toString();
        String uuid = identity.renew(by, reason.strip()).toString();
        stamps.forgetAll();
        numbers.forgetSeen();
        return new Renewed(former, uuid, halted);
    }

    /** @param halted the runs that were under way and are halted now */
    public record Renewed(String formerUuid, String uuid, List<Long> halted) {
    }
}
