package org.domops.torture.schedule;

import java.util.Arrays;
import java.util.List;

/** What can be done to an arena in the middle of its runs. */
public enum FaultKind {
    /** kill -9 of a DOM server; it is started again at once. */
    KILL_SERVER(16, Aim.SERVER, false),
    /** SIGSTOP of a DOM server for longer than its leases, then SIGCONT. */
    PAUSE_SERVER(12, Aim.SERVER, true),
    /** All connections to a target are reset, and new ones too, for a while. */
    CUT_TARGET(12, Aim.TARGET, true),
    /** As a cut of which the target does not hear: its sessions live on for a while. */
    STRAND_TARGET(8, Aim.TARGET, true),
    /** Nothing gets through to a target for a while, then all of it does. */
    SILENCE_TARGET(8, Aim.TARGET, true),
    /** The connections to a target are reset once. */
    BLIP_TARGET(8, Aim.TARGET, false),
    CUT_REPOSITORY(8, Aim.SERVER, true),
    SILENCE_REPOSITORY(6, Aim.SERVER, true),
    BLIP_REPOSITORY(6, Aim.SERVER, false),
    /** kill -9 of the database server behind some targets; it is started again at once. */
    KILL_TARGET_SERVER(4, Aim.TARGET_SERVER, false),
    /** The same in good order. */
    RESTART_TARGET_SERVER(2, Aim.TARGET_SERVER, false),
    /** The repository's database server is stopped at once, as by a crash, and started again. */
    RESTART_REPOSITORY(3, Aim.REPOSITORY, false),
    HALT_RUN(5, Aim.RUN, true),
    HALT_LANE(4, Aim.LANE, true),
    CANCEL_RUN(4, Aim.RUN, false),
    CANCEL_LANE(4, Aim.LANE, false),
    /** The start command once more, by somebody who is impatient. */
    START_AGAIN(5, Aim.RUN, false),
    /** kill -9 of a worker outside of the servers; it is started again at once. */
    KILL_WORKER(10, Aim.WORKER, false),
    /** SIGSTOP of a worker for longer than its leases, then SIGCONT. */
    PAUSE_WORKER(8, Aim.WORKER, true),
    /** All connections of a worker to its server are reset, and new ones too, for a while. */
    CUT_WORKER(6, Aim.WORKER, true),
    SILENCE_WORKER(4, Aim.WORKER, true),
    BLIP_WORKER(4, Aim.WORKER, false);

    /** What a fault's index counts. */
    public enum Aim { SERVER, WORKER, TARGET, TARGET_SERVER, REPOSITORY, RUN, LANE }

    static final List<FaultKind> OF_WORKERS = Arrays.stream(values()).filter(kind -> kind.aim == Aim.WORKER).toList();
    /** And of everything else that there is without workers. */
    static final List<FaultKind> OF_SERVERS = Arrays.stream(values()).filter(kind -> kind.aim != Aim.WORKER).toList();

    /** By which a call's owner loses it, or its line, while it goes on. */
    static final List<FaultKind> AIMED = List.of(KILL_SERVER, PAUSE_SERVER, CUT_TARGET, STRAND_TARGET, BLIP_TARGET);

    private final int weight;
    private final Aim aim;
    private final boolean lasting;

    FaultKind(int weight, Aim aim, boolean lasting) {
        this.weight = weight;
        this.aim = aim;
        this.lasting = lasting;
    }

    /** How often it is drawn, compared with the others. */
    int weight() {
        return weight;
    }

    public Aim aim() {
        return aim;
    }

    /** Whether it has an end of its own. */
    public boolean lasting() {
        return lasting;
    }
}
