package io.texml.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What holds for all of this module. */
@AnalyzeClasses(packages = "io.texml.redis", importOptions = ImportOption.DoNotIncludeTests.class)
class RedisHouseTest {

    /** So a process whose clock is wrong changes nothing. */
    @ArchTest
    static final ArchRule noProcessReadsItsWallClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .accessClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Instant.class, "now", Clock.class)
            .orShould()
            .callMethod(Scheduler.class, "now", TimeUnit.class);

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethod(Mono.class, "block")
            .orShould()
            .callMethod(Flux.class, "blockLast")
            .orShould()
            .accessClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.Future");

    @ArchTest
    static final ArchRule theInternalsOfTheClientAreItsOwn =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.texml.reactor.internal..");
}
