package io.texml.reactor;

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/** Which way the rooms of the house depend on each other, and what may show at the door. */
@AnalyzeClasses(
        packages = "io.texml",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseTest.WithoutTestSupport.class})
class HouseTest {

    private static final String API = "io.texml.reactor";
    private static final String[] HIDDEN = {
        "io.netty..", "reactor.netty..", "tools.jackson..", "com.fasterxml..", "org.slf4j..", "io.texml..internal.."
    };

    /** Of the core: classes in Maven's reactor, a jar once it is packaged. */
    static final class WithoutTestSupport implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule coreKnowsNothingOfReactorAndNetty = noClasses()
            .that()
            .resideInAPackage("io.texml..")
            .and()
            .resideOutsideOfPackage("io.texml.reactor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.texml.reactor..", "reactor..", "io.netty..", "org.reactivestreams..");

    @ArchTest
    static final ArchRule nothingPointsToSimulatorAndPrograms = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.texml.simulator..", "io.texml.examples..", "io.texml.benchmarks..", "io.texml.soak..");

    @ArchTest
    static final ArchRule jacksonStaysInTheCore = noClasses()
            .that()
            .resideInAPackage("io.texml.reactor..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..", "com.fasterxml..");

    /** The hook of the builder shows Reactor Netty's client, the endpoint its server; nothing else knows what HTTP is made of. */
    @ArchTest
    static final ArchRule nettyIsNamedInTransportMediaAndCallbacksAlone = noClasses()
            .that()
            .resideInAPackage("io.texml.reactor..")
            .and()
            .resideOutsideOfPackages(
                    "io.texml.reactor.internal.transport",
                    "io.texml.reactor.internal.media",
                    "io.texml.reactor.internal.callbacks")
            .and()
            .doNotHaveFullyQualifiedName(API + ".TexmlClientBuilder")
            .and()
            .doNotHaveFullyQualifiedName(API + ".callbacks.CallbackEndpoint")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "reactor.netty..");

    @ArchTest
    static final ArchRule noPackagesNeedEachOther =
            slices().matching("io.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theInternalsAreUsedByTheClientAlone = classes()
            .that()
            .resideInAPackage("io.texml.reactor.internal..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage("io.texml.reactor..");

    /** Parameters, results, thrown types and public fields; the hook that customises the client and the server's are documented. */
    @ArchTest
    static final ArchRule noForeignTypeInAPublicSignature = classes()
            .that()
            .resideInAPackage(API + "..")
            .and()
            .resideOutsideOfPackage(API + ".internal..")
            .and()
            .arePublic()
            .should(not(new ArchCondition<JavaClass>("show a hidden type in a public signature") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    Stream<JavaCodeUnit> doors = type.getCodeUnits().stream()
                            .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                    || unit.getModifiers().contains(JavaModifier.PROTECTED))
                            .filter(unit ->
                                    !unit.getFullName().startsWith(API + ".TexmlClientBuilder.customizeHttpClient("))
                            .filter(unit -> !unit.getFullName().startsWith(API + ".callbacks.CallbackEndpoint.apply("));
                    doors.forEach(unit -> hiddenIn(unit)
                            .forEach(hidden -> events.add(SimpleConditionEvent.satisfied(
                                    type, unit.getFullName() + " shows " + hidden.getName()))));
                    type.getFields().stream()
                            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                            .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                            .filter(isHidden())
                            .forEach(hidden -> events.add(
                                    SimpleConditionEvent.satisfied(type, "a field shows " + hidden.getName())));
                }
            }));

    private static Stream<JavaClass> hiddenIn(JavaCodeUnit unit) {
        Stream<JavaType> types = Stream.concat(
                Stream.of(unit.getReturnType()),
                Stream.concat(
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream().map(JavaType.class::cast)));
        return types.map(JavaType::getAllInvolvedRawTypes).flatMap(Set::stream).filter(isHidden());
    }

    private static DescribedPredicate<JavaClass> isHidden() {
        return JavaClass.Predicates.resideInAnyPackage(HIDDEN);
    }
}
