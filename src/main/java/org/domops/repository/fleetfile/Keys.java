package org.domops.repository.fleetfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of one mapping of an exported file, in their order. */
final class Keys {

    private final Map<String, Object> keys = new LinkedHashMap<>();

    /** Nothing for null or an empty list. */
    Keys put(String key, Object value) {
        if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
            keys.put(key, value);
        }
        return this;
    }

    /** Null too, which is a value of its own. */
    Keys putEvenNull(String key, Object value) {
        keys.put(key, value);
        return this;
    }

    Keys putAll(Map<String, Object> more) {
        more.forEach(this::put);
        return this;
    }

    /** Only what is disabled says so. */
    Keys enabled(boolean enabled) {
        return put("enabled", enabled ? null : false);
    }

    Map<String, Object> map() {
        return keys;
    }
}
