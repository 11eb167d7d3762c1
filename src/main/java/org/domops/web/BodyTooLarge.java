package org.domops.web;

import java.io.IOException;

/** More came than a request may hold. */
final class BodyTooLarge extends IOException {

    BodyTooLarge(long limit) {
        super("The request's body is larger than " + limit / (1024 * 1024) + " MB.");
    }
}
