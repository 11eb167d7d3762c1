package org.domops.target;

import java.sql.Connection;
import java.util.List;
import java.util.Set;

/** A schema on a real database for one test class; one implementation per dialect. */
public interface TargetFixture {

    String REPOSITORY = "6b1f0e6c-2f38-4c8e-9d5a-0c1c5b8a1f00";

    /** The same at each installation, as if nobody had seen the end of the one before. */
    TargetStamp STAMP = new TargetStamp("TESTPRD01 in TEST", Set.of(), 0, "0f0c1d7e-0000-4000-8000-000000000001");

    /** For what is done outside of any lane. */
    FencedLane NO_LANE = new FencedLane("DOM.nobody", "0", Fence.NONE);

    TargetDatabase database();

    Targets targets();

    /** Test code of the dialect, e.g. {@code probe}. */
    String text(String name);

    /** Somebody else's session in the schema; commits by itself. */
    Connection connect();

    /** Ends a session from outside, as an administrator would. */
    void killSession(TargetSession session);

    /** Ends what a session runs at the moment; the session lives on. */
    void cancelStatement(TargetSession session);

    /** A session of another user that holds the lock until it is closed. */
    AutoCloseable holdLockAsAnotherUser(String lock);

    boolean lockIsHeld(String lock);

    /** The dialect's code for a duplicate key. */
    int duplicateKey();

    /** A statement that takes minutes. */
    String longStatement();

    default TargetSession open() {
        return targets().open(database());
    }

    /** Of the package that {@link #request} installs. */
    default String probeSha256() {
        return Sha256.of(text("probe"));
    }

    default InstallRequest request(long runId, String mode, List<Parameter> parameters) {
        return new InstallRequest(REPOSITORY, runId, mode, "probe", 2,
                List.of(PackageSource.of("PROBE", text("probe"))),
                List.of(new StateTable("PROBE_LOG", text("probe_log"))), parameters, NO_LANE, STAMP);
    }
}
