package org.domops.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.sourceforge.pmd.lang.LanguageProcessorRegistry;
import net.sourceforge.pmd.lang.ast.ParseException;
import net.sourceforge.pmd.lang.ast.Parser.ParserTask;
import net.sourceforge.pmd.lang.ast.RootNode;
import net.sourceforge.pmd.lang.ast.SemanticErrorReporter;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.plsql.PLSQLLanguageModule;
import net.sourceforge.pmd.lang.plsql.ast.ASTMethodDeclarator;
import net.sourceforge.pmd.lang.plsql.ast.ASTPackageBody;
import net.sourceforge.pmd.lang.plsql.ast.ASTPackageSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Oracle sources are read by a PL/SQL parser; there is no Oracle here that would run them. */
class OracleSourcesTest {

    private static final Path OPERATIONS = Path.of("db", "operations");
    private static final Pattern DECLARED = Pattern.compile("(?m)^  PROCEDURE (\\w+)\\(.*\\);$");

    @ParameterizedTest
    @ValueSource(strings = {"drop_partition", "add_partition", "rebuild_index", "gather_statistics", "purge_rows"})
    void the_oracle_source_of_each_shipped_operation_is_pl_sql_with_the_same_procedures(String name) throws IOException {
        String oracle = source(name, "oracle");
        String[] parts = oracle.split("(?m)^/$");
        assertThat(parts).hasSize(3);
        assertThat(parts[2]).isBlank();
        RootNode specification = parse(parts[0]);
        assertThat(specification.descendants(ASTPackageSpecification.class).toList()).hasSize(1);
        assertThat(specification.descendants(ASTMethodDeclarator.class).toStream().map(ASTMethodDeclarator::getImage)
                .map(each -> each.toLowerCase(Locale.ROOT)))
                .startsWith("iterator", "initial", "final").containsExactlyElementsOf(declared(source(name, "mariadb")));
        RootNode body = parse(parts[1]);
        assertThat(body.descendants(ASTPackageBody.class).toList()).hasSize(1);
        assertThat(body.descendants(ASTMethodDeclarator.class).toStream().map(ASTMethodDeclarator::getImage)
                .map(each -> each.toLowerCase(Locale.ROOT))).containsAll(declared(oracle));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_partition", "add_partition", "rebuild_index", "gather_statistics", "purge_rows"})
    void an_operation_has_the_same_files_for_both_dialects(String name) throws IOException {
        try (var files = Files.list(OPERATIONS.resolve(name))) {
            List<String> all = files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(all.stream().filter(file -> file.endsWith(".oracle.sql")).map(file -> file.replace(".oracle.", ".")))
                    .containsExactlyElementsOf(all.stream().filter(file -> file.endsWith(".mariadb.sql"))
                            .map(file -> file.replace(".mariadb.", ".")).toList())
                    .contains("grants.sql", name + "_state.sql", name + ".sql");
        }
    }

    @Test
    void the_parser_finds_a_mistake_in_a_body() throws IOException {
        String body = source("purge_rows", "oracle").split("(?m)^/$")[1].replaceFirst("THEN", "THAN");
        assertThatThrownBy(() -> parse(body)).isInstanceOf(ParseException.class);
    }

    private static List<String> declared(String source) {
        return DECLARED.matcher(source.substring(0, source.indexOf("\n/\n"))).results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT)).toList();
    }

    private static String source(String name, String dialect) throws IOException {
        return Files.readString(OPERATIONS.resolve(name).resolve(name + "." + dialect + ".sql"));
    }

    private static RootNode parse(String text) throws IOException {
        PLSQLLanguageModule language = PLSQLLanguageModule.getInstance();
        try (LanguageProcessorRegistry registry =
                        LanguageProcessorRegistry.singleton(language.createProcessor(language.newPropertyBundle()));
                TextDocument document = TextDocument.readOnlyString(text, FileId.UNKNOWN, language.getDefaultVersion())) {
            return registry.getProcessor(language).services().getParser()
                    .parse(new ParserTask(document, SemanticErrorReporter.noop(), registry));
        }
    }
}
