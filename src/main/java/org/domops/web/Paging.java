package org.domops.web;

import org.domops.error.DomCode;
import org.domops.error.DomException;

import java.util.List;
import java.util.function.Function;

/** Keyset paging: a page ends with what the next one begins after. */
final class Paging {

    /** The most rows of a page. */
    static final int MOST = 1000;

    private Paging() {
    }

    /** @throws DomException INVALID_REQUEST if the limit is not from 1 to {@link #MOST} */
    static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new DomException(DomCode.INVALID_REQUEST, "limit must be from 1 to " + MOST + ": " + limit + ".");
        }
        return limit;
    }

    /** One more row is read than is shown: it tells whether there is a next page. */
    static <T> List<T> page(List<T> rows, int limit) {
        return rows.size() > limit ? rows.subList(0, limit) : rows;
    }

    /** @return null: there is no next page */
    static <T, K> K next(List<T> rows, int limit, Function<T, K> key) {
        return rows.size() > limit ? key.apply(rows.get(limit - 1)) : null;
    }
}
