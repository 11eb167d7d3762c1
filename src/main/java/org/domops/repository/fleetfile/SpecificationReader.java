package org.domops.repository.fleetfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
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
import net.sourceforge.pmd.lang.plsql.ast.ASTDatatype;
import net.sourceforge.pmd.lang.plsql.ast.ASTFormalParameter;
import net.sourceforge.pmd.lang.plsql.ast.ASTID;
import net.sourceforge.pmd.lang.plsql.ast.ASTMethodDeclarator;
import net.sourceforge.pmd.lang.plsql.ast.ASTPackageSpecification;

/** Reads a package specification with PMD's PL/SQL parser. */
final class SpecificationReader {

    private static final Pattern ERROR =
            Pattern.compile("(?s).*? at line (\\d+), column (\\d+): ([^\\n]*?)\\.?(?:\\n.*)?");

    private final String packageName;
    private final SourceFile file;
    private final boolean unchecked;
    private final MistakeNotes notes;

    /** @param unchecked whether a text that can't be read is worth a warning only */
    SpecificationReader(String packageName, SourceFile file, boolean unchecked, MistakeNotes notes) {
        this.packageName = packageName;
        this.file = file;
        this.unchecked = unchecked;
        this.notes = notes;
    }

    /** The procedures; null, with a mistake or a warning noted, when this is not the specification of the package. */
    List<Procedure> read(String specification) {
        String readable = file.dialect().equals(Dialect.MARIADB)
                ? MariaDbSyntax.blankedIn(specification) : specification;
        PLSQLLanguageModule language = PLSQLLanguageModule.getInstance();
        try (LanguageProcessorRegistry registry =
                        LanguageProcessorRegistry.singleton(language.createProcessor(language.newPropertyBundle()));
                TextDocument document = TextDocument.readOnlyString(
                        readable, FileId.fromPathLikeString(file.fileName()), language.getDefaultVersion())) {
            return procedures(parse(registry.getProcessor(language).services().getParser(),
                    new ParserTask(document, SemanticErrorReporter.noop(), registry)));
        } catch (FileAnalysisException e) {
            noteUnreadable(e);
            return null;
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

    private List<Procedure> procedures(RootNode root) {
        List<ASTPackageSpecification> packages = root.children(ASTPackageSpecification.class).toList();
        if (packages.size() != 1 || root.getNumChildren() != 1) {
            notes.add(Place.startOf(file.fileName()), "the part before the first line with only '/' is not a package "
                    + "specification alone", "CREATE OR REPLACE PACKAGE " + packageName + " AS … END;");
            return null;
        }
        ASTPackageSpecification specification = packages.get(0);
        String name = simpleName(specification.getObjectName());
        if (!name.equalsIgnoreCase(packageName)) {
            notes.add(new Place(file.fileName(), specification.getBeginLine(), specification.getBeginColumn()),
                    "this is the specification of package " + name, "package " + packageName);
            return null;
        }
        return specification.descendants(ASTMethodDeclarator.class).toStream()
                // a function's declarator has a data type of its own: what it returns
                .filter(declarator -> declarator.firstChild(ASTDatatype.class) == null)
                .map(declarator -> new Procedure(simpleName(declarator.getImage()), parameters(declarator)))
                .toList();
    }

    private static List<Procedure.Parameter> parameters(ASTMethodDeclarator declarator) {
        return declarator.descendants(ASTFormalParameter.class).toStream()
                .map(parameter -> new Procedure.Parameter(
                        parameter.firstChild(ASTID.class).getImage(),
                        !parameter.isOut(),
                        parameter.children().any(child -> !(child instanceof ASTID || child instanceof ASTDatatype))))
                .toList();
    }

    private static String simpleName(String written) {
        String name = written.substring(written.lastIndexOf('.') + 1).strip();
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name.toUpperCase(Locale.ROOT);
    }

    private void noteUnreadable(FileAnalysisException e) {
        Matcher error = ERROR.matcher(e.getMessage());
        Place at = error.matches()
                ? new Place(file.fileName(), Integer.parseInt(error.group(1)), Integer.parseInt(error.group(2)))
                : Place.startOf(file.fileName());
        String problem = "the package specification can't be read: "
                + (error.matches() ? error.group(3) : e.getMessage());
        if (unchecked) {
            notes.warn(at, problem + "; package " + packageName + " is unchecked, so whether it has the procedures that "
                    + "its operations call shows on the targets only");
            return;
        }
        notes.add(at, problem, "a PL/SQL package specification, a line with only '/', and the body; where a target "
                + "compiles it all the same, 'unchecked: true' of the package takes it unread");
    }
}
