package io.texml.spring.boot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The starter knows the client; the client does not know it. */
@AnalyzeClasses(packages = "io.texml", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {

    @ArchTest
    static final ArchRule springIsNamedInTheStarterAlone = noClasses()
            .that()
            .resideOutsideOfPackage("io.texml.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "io.texml.spring..");

    @ArchTest
    static final ArchRule theStarterUsesWhatEverybodyMay = noClasses()
            .that()
            .resideInAPackage("io.texml.spring..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.texml..internal..", "io.texml.simulator..", "io.netty..", "reactor.netty..");

    @ArchTest
    static final ArchRule noPackagesNeedEachOther =
            slices().matching("io.texml.spring.(**)").should().beFreeOfCycles();
}
