package org.domops.repository.fleetfile;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Where something stands in a file.
 *
 * @param file the file's name as people know it, never null
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

    static Place of(String file, Node node) {
        return of(file, node.getStartMark());
    }

    static Place of(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    static Place startOf(String file) {
        return new Place(file, 1, 1);
    }
}
