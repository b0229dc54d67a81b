package io.texml.soak;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the packages depend on each other. */
@AnalyzeClasses(packages = "io.texml.soak", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackagesNeedEachOther =
            slices().matching("io.(**)").should().beFreeOfCycles().allowEmptyShould(false);
}
