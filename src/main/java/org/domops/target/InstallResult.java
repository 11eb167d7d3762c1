package org.domops.target;

import java.util.List;

/** What an install did, DOM's own code first, then state tables and packages as in the request. */
public record InstallResult(List<Item> items) {

    public InstallResult {
        items = List.copyOf(items);
    }

    /**
     * @param name of the package or table; {@code DOM} for DOM's own code
     * @param sha256 of the source
     * @param installed false: it was up to date
     */
    public record Item(String name, String sha256, boolean installed) {
    }
}
