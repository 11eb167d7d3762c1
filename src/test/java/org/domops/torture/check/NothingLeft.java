package org.domops.torture.check;

import java.util.List;

/** No session, lock, transaction or buffered statement is left on a target, and no instance, job or incident in the engine. */
final class NothingLeft implements Check {

    @Override
    public List<String> violations(Evidence evidence) {
        return evidence.left();
    }
}
