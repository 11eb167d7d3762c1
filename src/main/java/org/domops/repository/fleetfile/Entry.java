package org.domops.repository.fleetfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of the file, with the keys it may have. Hands out their values in the wanted format; what is wrong is
 * noted with its place, and null (or an empty list) handed out instead, so that reading goes on.
 */
final class Entry {

    private final String what;
    private final Node node;
    private final MistakeNotes notes;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * @param what as it reads in a message, e.g. {@code an environment}
     * @param known the keys it may have; empty: any
     */
    Entry(String what, Node node, MistakeNotes notes, List<String> known) {
        this.what = what;
        this.node = node;
        this.notes = notes;
        if (node instanceof MappingNode mapping) {
            EntryKeys keys = new EntryKeys(what, known, notes);
            for (NodeTuple tuple : mapping.getValue()) {
                keys.accept(tuple.getKeyNode()).ifPresent(key -> values.put(key, tuple.getValueNode()));
            }
        } else {
            notes.add(at(), what + " can't be " + shape(node),
                    "keys and values" + (known.isEmpty() ? "" : ": " + String.join(", ", known)));
        }
    }

    Place at() {
        return Place.of(notes.fleetFile(), node);
    }

    /** Of the key's value; of the whole entry where the key is not there. */
    Place at(String key) {
        return values.containsKey(key) ? Place.of(notes.fleetFile(), values.get(key)) : at();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    <T> T required(String key, Format<T> format) {
        if (!isThere(key)) {
            noteMissing(key, format.expected());
            return null;
        }
        return read(values.get(key), "'" + key + "' of " + what, format);
    }

    <T> T optional(String key, Format<T> format, T otherwise) {
        return isThere(key) ? read(values.get(key), "'" + key + "' of " + what, format) : otherwise;
    }

    /** The key's mapping as an entry of its own; null where it is not there. */
    Entry entry(String key, List<String> known) {
        return isThere(key) ? new Entry("'" + key + "' of " + what, values.get(key), notes, known) : null;
    }

    /** The mappings of the key's list, each of them called so in messages. */
    List<Entry> entries(String key, String each, List<String> known) {
        return list(key).stream().map(item -> new Entry(each, item, notes, known))
                // what is none was noted, and has nothing to read
                .filter(entry -> entry.node instanceof MappingNode).toList();
    }

    /** The scalars of the key's list, without those that do not fit. */
    <T> List<Located<T>> items(String key, Format<T> format) {
        List<Located<T>> items = new ArrayList<>();
        for (Node item : list(key)) {
            T value = read(item, "an item of '" + key + "' of " + what, format);
            if (value != null) {
                items.add(new Located<>(value, Place.of(notes.fleetFile(), item)));
            }
        }
        return items;
    }

    /**
     * An item of a list whose items may be written in two ways.
     *
     * @param value null where it was written as keys and values
     * @param entry null where it was written as a single value
     */
    record Item<T>(T value, Entry entry, Place at) {
    }

    /** The scalars and the mappings of the key's list, without those that do not fit. */
    <T> List<Item<T>> itemsOrEntries(String key, Format<T> format, String each, List<String> known) {
        List<Item<T>> items = new ArrayList<>();
        for (Node item : list(key)) {
            Place at = Place.of(notes.fleetFile(), item);
            if (item instanceof MappingNode) {
                items.add(new Item<>(null, new Entry(each, item, notes, known), at));
            } else {
                T value = read(item, "an item of '" + key + "' of " + what, format);
                if (value != null) {
                    items.add(new Item<>(value, null, at));
                }
            }
        }
        return items;
    }

    boolean isList(String key) {
        return values.get(key) instanceof SequenceNode;
    }

    boolean isMapping(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** Notes a mistake where the list is not there or has nothing in it. */
    void mustHaveSome(String key, String expected) {
        if (!isThere(key) || values.get(key) instanceof SequenceNode list && list.getValue().isEmpty()) {
            noteMissing(key, expected);
        }
    }

    boolean enabled() {
        return Boolean.TRUE.equals(optional("enabled", Formats.TRUE_FALSE, true));
    }

    /** Without noting anything: for those who ask before the key is read. */
    boolean isDisabled() {
        return values.get("enabled") instanceof ScalarNode scalar && "false".equals(scalar.getValue());
    }

    private void noteMissing(String key, String expected) {
        notes.add(at(key), what + " has no '" + key + "'", "'" + key + "': " + expected);
    }

    private boolean isThere(String key) {
        return has(key) && !isNull(values.get(key));
    }

    private List<Node> list(String key) {
        if (!isThere(key)) {
            return List.of();
        }
        if (values.get(key) instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        notes.add(at(key), "'" + key + "' of " + what + " can't be " + shape(values.get(key)), "a list");
        return List.of();
    }

    private <T> T read(Node value, String name, Format<T> format) {
        Place at = Place.of(notes.fleetFile(), value);
        if (!(value instanceof ScalarNode scalar) || isNull(value)) {
            notes.add(at, name + " can't be " + shape(value), format.expected());
            return null;
        }
        if (!scalar.getTag().startsWith(Tag.PREFIX)) {
            notes.add(at, name + " has " + (format.confidential() ? "a tag" : "the tag " + scalar.getTag().getValue()),
                    "a plain value: tags have no meaning here");
            return null;
        }
        T read = format.reader().apply(scalar.getValue());
        if (read == null) {
            notes.add(at, format.confidential()
                    ? name + " does not have the right form (it is not shown, as it may hold a password)"
                    : name + " can't be '" + shortened(scalar.getValue()) + "'", format.expected());
        }
        return read;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String shape(Node node) {
        if (isNull(node)) {
            return "empty";
        }
        if (node instanceof MappingNode) {
            return "keys and values";
        }
        return node instanceof SequenceNode ? "a list" : "a single value";
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
