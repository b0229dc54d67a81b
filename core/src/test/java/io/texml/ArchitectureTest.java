package io.texml;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.Socket;
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
            .resideInAnyPackage(
                    "reactor..",
                    "io.netty..",
                    "org.reactivestreams..",
                    "org.slf4j..",
                    "java.net.http..",
                    "java.nio.channels..",
                    "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Socket.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule JACKSON_IS_NAMED_IN_INTERNAL_PACKAGES_AND_IN_ANNOTATIONS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("io.texml.internal..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                    .and(DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.annotation"))));

    @ArchTest
    static final ArchRule SIGNATURES_SHOW_OWN_TYPES_AND_THOSE_OF_THE_JDK_ALONE = classes()
            .that()
            .resideOutsideOfPackage("io.texml.internal..")
            .should(new ArchCondition<>("show exported types and those of the JDK alone") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    type.getCodeUnits().stream()
                            .filter(ArchitectureTest::isVisible)
                            .forEach(unit -> shown(unit).forEach(shown -> report(unit, shown, events)));
                    type.getFields().stream()
                            .filter(ArchitectureTest::isVisible)
                            .forEach(field ->
                                    field.getAllInvolvedRawTypes().forEach(shown -> report(field, shown, events)));
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
    static final ArchRule DOCUMENTS_KNOW_NO_RESOURCE_AND_NO_OPERATION = noClasses()
            .that()
            .resideInAPackage("io.texml.markup..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    Stream.concat(RESOURCES.stream().map(name -> "io.texml." + name), Stream.of("io.texml.operation"))
                            .toArray(String[]::new));

    @ArchTest
    static final ArchRule CALLBACKS_KNOW_NO_OPERATION_AND_NO_POLICY = noClasses()
            .that()
            .resideInAnyPackage("io.texml.callbacks..", "io.texml.internal.callbacks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.texml.operation..", "io.texml.policy..", "io.texml.markup..");

    @ArchTest
    static final ArchRule RECORDS_DO_NOT_NEED_OPERATIONS = noClasses()
            .that()
            .implement(ResponseRecord.class)
            .or()
            .areAssignableTo(OpenEnum.class)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.texml.operation");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.(**)").should().beFreeOfCycles();

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> shown(JavaCodeUnit unit) {
        return Stream.concat(unit.getAllInvolvedRawTypes().stream(), unit.getExceptionTypes().stream());
    }

    private static void report(JavaMember member, JavaClass shown, ConditionEvents events) {
        String name = shown.getBaseComponentType().getPackageName();
        boolean own = name.startsWith("io.texml") && !name.startsWith("io.texml.internal");
        boolean fits =
                own || name.startsWith("java.") || shown.getBaseComponentType().isPrimitive();
        events.add(new SimpleConditionEvent(member, fits, member.getFullName() + " shows " + shown.getName()));
    }
}
