package org.domops.repository.fleetfile;

import java.io.StringReader;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Turns the text of a YAML file into nodes that know their places. Nothing is constructed from tags, and size, depth
 * and aliases are limited, so that a hostile file costs little.
 */
final class YamlTree {

    /** Of characters: a fleet of 1,000 databases needs about 500,000. */
    static final int SIZE_LIMIT = 5_000_000;

    private YamlTree() {
    }

    /** The root node; empty, with a mistake noted, when the text is not YAML or has nothing in it. */
    static Optional<Node> of(String text, MistakeNotes notes) {
        Place start = Place.startOf(notes.fleetFile());
        if (text.length() > SIZE_LIMIT) {
            notes.add(start, "the file has " + text.length() + " characters", "at most " + SIZE_LIMIT);
            return Optional.empty();
        }
        try {
            Node root = new Yaml(limits()).compose(new StringReader(text));
            if (root == null) {
                notes.add(start, "the file is empty", "sections such as environments, databases, operations");
            }
            if (root != null && new ExpandedSize().of(root) > ExpandedSize.LIMIT) {
                notes.add(start, "the file has too many entries, counting each alias as what it stands for",
                        "at most " + ExpandedSize.LIMIT + " keys and values, and no alias inside its own anchor");
                return Optional.empty();
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            notes.add(mark == null ? start : Place.of(notes.fleetFile(), mark), problem(e), "well-formed YAML");
        } catch (ReaderException e) {
            notes.add(at(notes.fleetFile(), text, e.getPosition()),
                    String.format("the file has the character U+%04X, which YAML does not allow", e.getCodePoint()),
                    "printable text in UTF-8");
        } catch (YAMLException e) {
            // the limits below: this kind of exception has no place
            notes.add(start, e.getMessage(), "a file within the limits");
        }
        return Optional.empty();
    }

    /** Without the excerpt that the exception's message has: a line of the file may hold something confidential. */
    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "not readable" : e.getProblem();
        // a value that begins with * or ! is taken for the name of an alias or a tag, and may be confidential
        problem = problem.replaceFirst("(?s)(found (?:undefined alias|undefined tag handle|duplicate anchor)).*", "$1");
        String context = e.getContext() == null ? "" : e.getContext() + ", ";
        return "this is not YAML: " + context + problem;
    }

    private static Place at(String file, String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, line, before.length() - before.lastIndexOf('\n'));
    }

    private static LoaderOptions limits() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(SIZE_LIMIT);
        options.setNestingDepthLimit(20);
        options.setMaxAliasesForCollections(50);
        return options;
    }
}
