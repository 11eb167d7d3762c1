package org.domops.target.mariadb;

import java.util.List;
import org.domops.error.DomCode;
import org.domops.target.ErrorClass;
import org.domops.target.TargetException;
import org.domops.target.TargetStamp;

/** What it means that a schema does not have the stamp which the repository left there last. */
final class StampMismatch {

    private final TargetStamp expected;

    StampMismatch(TargetStamp expected) {
        this.expected = expected;
    }

    /** The repository has worked here, but the schema is not registered. */
    TargetException ofUnknownSchema(String session) {
        return refusal(DomCode.TARGET_RESTORED, session + ": " + expected.knownAs() + " was registered and had stamp "
                + expected.number() + ", but the schema has no registration: it was made anew, or restored, and lacks what was"
                + " done there; if it is to go on so, run \"dom accept-database\"");
    }

    /** @param left stamp, number, name and time in DOM$TARGET; each may be null */
    TargetException of(String session, List<String> left) {
        DomCode code = code(left);
        String there = "the schema has stamp " + left.get(1) + " as " + left.get(2) + ", left at " + left.get(3) + " UTC";
        return refusal(code, session + ": " + switch (code) {
            case KNOWN_BY_ANOTHER_NAME -> "the schema that " + expected.knownAs() + " leads to is known to this repository as "
                    + left.get(2) + ", or is a copy of that; a schema is worked on under one name; if it is to be "
                    + expected.knownAs() + " from now on, run \"dom accept-database\"";
            case TARGET_RESTORED -> (left.get(0) == null ? "the schema has no stamp" : there) + ", but the repository left stamp "
                    + expected.number() + ": the schema was restored and lacks what was done there since; if it is to go on"
                    + " so, run \"dom accept-database\"";
            default -> there + ", but the repository left stamp " + expected.number() + " last: the repository was restored,"
                    + " or a copy of it is at work; on the restored one, or on the copy, run \"dom repository new-identity\"";
        });
    }

    DomCode code(List<String> left) {
        if (left.get(0) == null) {
            return DomCode.TARGET_RESTORED;
        }
        if (!expected.knownAs().equals(left.get(2))) {
            return DomCode.KNOWN_BY_ANOTHER_NAME;
        }
        return Long.parseLong(left.get(1)) < expected.number() ? DomCode.TARGET_RESTORED : DomCode.REPOSITORY_RESTORED;
    }

    private static TargetException refusal(DomCode code, String message) {
        return new TargetException(code, ErrorClass.PERMANENT, message, null);
    }
}
