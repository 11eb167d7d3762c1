package org.domops.target;

/** What an error of a target means for what to do next. Which error is which: one list per dialect, see docs/errors.md. */
public enum ErrorClass {
    /** May be gone at the next try: connection lost, resource busy, deadlock. */
    TRANSIENT,
    /** The login was refused. Never tried again by itself: that locks accounts. */
    AUTHENTICATION,
    /** Somebody cancelled the statement. Never transient, whatever a task's own list says. */
    CANCELLED,
    /** Will be there again at the next try, until a person does something. */
    PERMANENT
}
