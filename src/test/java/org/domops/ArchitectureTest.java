package org.domops;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The design's section 8 as tests. */
@AnalyzeClasses(packages = "org.domops", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_engine_is_imported_only_where_it_is_met = noClasses()
            .that().resideOutsideOfPackages("..engine..", "..delegate..", "..cockpit..")
            .should().dependOnClassesThat().resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule dependencies_go_one_way = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("cli").definedBy("..cli..", "..local..", "..demo..")
            .layer("client").definedBy("..client..", "..console..")
            .layer("web").definedBy("..web..")
            .layer("delegate").definedBy("..delegate..")
            .layer("run").definedBy("..run..")
            .layer("check").definedBy("..check..")
            .layer("engine").definedBy("..engine..")
            .layer("log").definedBy("..log..")
            .layer("repository").definedBy("..repository..")
            .layer("target").definedBy("..target..")
            .layer("error").definedBy("..error..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("web").mayNotBeAccessedByAnyLayer()
            .whereLayer("client").mayOnlyBeAccessedByLayers("cli", "delegate")
            .whereLayer("delegate").mayOnlyBeAccessedByLayers("cli", "web")
            .whereLayer("run").mayOnlyBeAccessedByLayers("delegate", "web")
            .whereLayer("check").mayOnlyBeAccessedByLayers("web", "cli")
            .whereLayer("engine").mayOnlyBeAccessedByLayers("run", "delegate", "web")
            .whereLayer("log").mayOnlyBeAccessedByLayers("run", "check", "delegate", "web")
            .whereLayer("repository").mayOnlyBeAccessedByLayers("engine", "run", "check", "delegate", "web", "cli")
            .whereLayer("target").mayOnlyBeAccessedByLayers("log", "run", "check", "delegate");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("org.domops.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameEndingWith("Manager")
            .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
            .orShould().haveSimpleNameEndingWith("Helper");

    @ArchTest
    static final ArchRule the_embedded_fleet_is_known_to_the_demo_only = noClasses()
            .that().resideOutsideOfPackages("..fleet..", "..demo..")
            .should().dependOnClassesThat().resideInAPackage("org.domops.fleet..");
}
