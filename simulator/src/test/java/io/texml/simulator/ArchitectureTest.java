package io.texml.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A simulator that shared the client's code could not catch the client's mistakes. */
@AnalyzeClasses(packages = "io.texml.simulator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule itKnowsNeitherTheClientNorJunit = noClasses()
            .that()
            .resideInAPackage("io.texml.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.texml",
                    "io.texml.reactor..",
                    "io.texml.operation..",
                    "io.texml.policy..",
                    "io.texml.calls..",
                    "io.texml.conferences..",
                    "io.texml.queues..",
                    "io.texml.recordings..",
                    "io.texml.transcriptions..",
                    "io.texml.applications..",
                    "io.texml.secrets..",
                    "io.texml.aicalls..",
                    "io.texml.internal..",
                    "org.junit..");

    @ArchTest
    static final ArchRule noPackagesNeedEachOther =
            slices().matching("io.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheHttpAndCallbackPackagesKnowNetty = noClasses()
            .that()
            .resideInAPackage("io.texml.simulator..")
            .and()
            .resideOutsideOfPackages("io.texml.simulator.internal.http..", "io.texml.simulator.internal.callback..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor.netty..");

    @ArchTest
    static final ArchRule thePublicApiNamesNoLibraryButReactorForTime = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.texml.simulator",
                    "io.texml.simulator.fault",
                    "io.texml.simulator.journal",
                    "io.texml.simulator.script")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..", "reactor.netty..", "reactor.core.publisher..", "tools.jackson..", "picocli..");

    @ArchTest
    static final ArchRule stateKnowsNothingOfHttp = noClasses()
            .that()
            .resideInAPackage("io.texml.simulator.internal.state..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.texml.simulator.internal.http..",
                    "io.texml.simulator.internal.resource..",
                    "io.texml.simulator.internal.callback..",
                    "io.texml.simulator.program..");
}
