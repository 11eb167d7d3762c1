package org.domops.torture.check;

/** Changes that more than one test makes. */
final class LawfulLaneChanges {

    private LawfulLaneChanges() {
    }

    static AttemptFact repeated(AttemptFact attempt) {
        return new AttemptFact(attempt.taskLogId(), attempt.attempt(), attempt.status(), attempt.errorCode(), "Y", "N",
                attempt.startDttm(), attempt.endDttm());
    }

    static Witness as(Witness like, String procedure, String mark, long call) {
        return new Witness(like.id(), like.target(), like.handle(), like.object(), like.round(), procedure, mark, call,
                like.sessionId(), like.taskLogId(), like.attempt(), like.errorCode());
    }
}
