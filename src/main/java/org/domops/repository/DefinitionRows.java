package org.domops.repository;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of one table after the file was applied to it: which id belongs to which key. */
final class DefinitionRows {

    private final Map<List<Object>, Long> ids;
    private final Map<Long, List<Object>> keys = new HashMap<>();

    DefinitionRows(Map<List<Object>, Long> ids) {
        this.ids = ids;
        ids.forEach((key, id) -> keys.put(id, key));
    }

    /** @param key as the file has it; it must be there, as the file was checked */
    long id(Object... key) {
        return ids.get(Arrays.asList(key));
    }

    /** One part of a row's key, for messages. */
    Object keyPart(Object id, int position) {
        return keys.get((Long) id).get(position);
    }
}
