package org.domops.target;

import org.domops.error.DomCode;

/** The connection broke, or its state is not known any more: abort the session. What it was doing may have taken effect. */
public class ConnectionLostException extends TargetException {

    public ConnectionLostException(String message, Throwable cause) {
        super(DomCode.CONNECTION_LOST, ErrorClass.TRANSIENT, message, cause);
    }
}
