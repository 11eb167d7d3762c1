package org.domops.repository.fleetfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import net.sourceforge.pmd.lang.LanguageProcessorRegistry;
import net.sourceforge.pmd.lang.ast.FileAnalysisException;
import net.sourceforge.pmd.lang.ast.Parser;
import net.sourceforge.pmd.lang.ast.Parser.ParserTask;
import net.sourceforge.pmd.lang.ast.RootNode;
import net.sourceforge.pmd.lang.ast.SemanticErrorReporter;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.plsql.PLSQLLanguageModule;

/**
 * A text for PMD's PL/SQL parser.
 *
 * @param text with what only MariaDB knows blanked, if it is for MariaDB
 */
record PlSqlText(String fileName, String text) {

    private static final Pattern ERROR =
            Pattern.compile("(?s).*? at line (\\d+), column (\\d+): ([^\\n]*?)\\.?(?:\\n.*)?");

    /** Where the parser stopped, and why, without a full stop. */
    static final class Unreadable extends Exception {

        private final transient Place at;

        Unreadable(Place at, String reason) {
            super(reason);
            this.at = at;
        }

        Place at() {
            return at;
        }
    }

    static PlSqlText of(SourceFile file, String text) {
        return new PlSqlText(file.fileName(),
                file.dialect().equals(Dialect.MARIADB) ? MariaDbSyntax.blankedIn(text) : text);
    }

    /** @param reading gets the tree, which is gone afterwards */
    <T> T parse(Function<RootNode, T> reading) throws Unreadable {
        PLSQLLanguageModule language = PLSQLLanguageModule.getInstance();
        try (LanguageProcessorRegistry registry =
                        LanguageProcessorRegistry.singleton(language.createProcessor(language.newPropertyBundle()));
                TextDocument document = TextDocument.readOnlyString(
                        text, FileId.fromPathLikeString(fileName), language.getDefaultVersion())) {
            return reading.apply(parse(registry.getProcessor(language).services().getParser(),
                    new ParserTask(document, SemanticErrorReporter.noop(), registry)));
        } catch (FileAnalysisException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can't be closed", e);
        }
    }

    private static RootNode parse(Parser parser, ParserTask task) {
        try {
            return parser.parse(task);
        } catch (FileAnalysisException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // the parser's own failure: still a text that can't be read, and not the server's end
            throw new FileAnalysisException("PMD's parser failed with " + e.getClass().getSimpleName(), e);
        }
    }

    private Unreadable unreadable(FileAnalysisException e) {
        Matcher error = ERROR.matcher(e.getMessage());
        return error.matches()
                ? new Unreadable(new Place(fileName, Integer.parseInt(error.group(1)), Integer.parseInt(error.group(2))), error.group(3))
                : new Unreadable(Place.startOf(fileName), e.getMessage());
    }
}
