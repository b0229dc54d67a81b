package io.texml;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;

/** Which way the packages depend on each other, and what no caller may see. */
@AnalyzeClasses(packages = "io.texml", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> RESOURCES = Set.of(
            "calls", "conferences", "queues", "recordings", "transcriptions", "applications", "secrets", "aicalls");

    @ArchTest
    static final ArchRule CORE_DOES_NO_INPUT_OR_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("reactor..", "io.netty..", "org.reactivestreams..", "org.slf4j..", "java.net.http..");

    @ArchTest
    static final ArchRule JACKSON_IS_NAMED_IN_INTERNAL_PACKAGES_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("io.texml.internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tools.jackson..");

    @ArchTest
    static final ArchRule NO_SIGNATURE_SHOWS_JACKSON = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("io.texml.internal..")
            .and()
            .doNotHaveModifier(JavaModifier.PRIVATE)
            .should(new ArchCondition<>("show only own types and those of the JDK") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    shown(method)
                            .filter(type -> type.getPackageName().startsWith("tools.jackson")
                                    || type.getPackageName().startsWith("com.fasterxml"))
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    method, method.getFullName() + " shows " + type.getName())));
                }
            });

    @ArchTest
    static final ArchRule POLICIES_KNOW_NO_RESOURCE = noClasses()
            .that()
            .resideInAPackage("io.texml.policy..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    RESOURCES.stream().map(name -> "io.texml." + name).toArray(String[]::new));

    @ArchTest
    static final ArchRule RECORDS_DO_NOT_NEED_THE_CATALOGUE = noClasses()
            .that()
            .implement(ResponseRecord.class)
            .or()
            .implement(OpenEnum.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.texml.operation");

    @ArchTest
    static final ArchRule RESOURCES_HAVE_NO_CYCLES = slices().assignedFrom(new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName().substring("io.texml".length());
                    return name.length() > 1 && RESOURCES.contains(name.substring(1))
                            ? SliceIdentifier.of(name)
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "the packages of resources";
                }
            })
            .should()
            .beFreeOfCycles();

    private static Stream<JavaClass> shown(JavaCodeUnit method) {
        return Stream.concat(
                Stream.of(method.getRawReturnType()),
                Stream.concat(
                        method.getRawParameterTypes().stream(),
                        Stream.concat(
                                method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))));
    }
}
