package org.domops.repository.fleetfile;

import java.util.List;
import java.util.Locale;

import net.sourceforge.pmd.lang.ast.RootNode;
import net.sourceforge.pmd.lang.plsql.ast.ASTDatatype;
import net.sourceforge.pmd.lang.plsql.ast.ASTFormalParameter;
import net.sourceforge.pmd.lang.plsql.ast.ASTID;
import net.sourceforge.pmd.lang.plsql.ast.ASTMethodDeclarator;
import net.sourceforge.pmd.lang.plsql.ast.ASTPackageSpecification;

/** Reads a package specification with PMD's PL/SQL parser. */
final class SpecificationReader {

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
        try {
            return PlSqlText.of(file, specification).parse(this::procedures);
        } catch (PlSqlText.Unreadable e) {
            noteUnreadable(e);
            return null;
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

    private void noteUnreadable(PlSqlText.Unreadable e) {
        String problem = "the package specification can't be read: " + e.getMessage();
        if (unchecked) {
            notes.warn(e.at(), problem + "; package " + packageName + " is unchecked, so whether it has the procedures "
                    + "that its operations call shows on the targets only");
            return;
        }
        notes.add(e.at(), problem, "a PL/SQL package specification, a line with only '/', and the body; where a target "
                + "compiles it all the same, 'unchecked: true' of the package takes it unread");
    }
}
