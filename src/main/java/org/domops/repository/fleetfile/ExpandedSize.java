package org.domops.repository.fleetfile;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** How many nodes a tree has when each alias counts as much as what it stands for. */
final class ExpandedSize {

    /** A fleet of 1,000 databases with 100 objects on each has about 250,000. */
    static final long LIMIT = 1_000_000;

    private static final long WITHOUT_END = LIMIT + 1;

    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    /** At most a little more than the limit: a tree that contains itself, too. */
    long of(Node node) {
        Long known = sizes.putIfAbsent(node, WITHOUT_END);
        if (known != null) {
            return known;
        }
        long size = 1;
        for (Node child : children(node).toList()) {
            size = Math.min(WITHOUT_END, size + of(child));
        }
        sizes.put(node, size);
        return size;
    }

    private static Stream<Node> children(Node node) {
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream().flatMap(pair -> Stream.of(pair.getKeyNode(), pair.getValueNode()));
        }
        return node instanceof SequenceNode sequence ? sequence.getValue().stream() : Stream.empty();
    }
}
