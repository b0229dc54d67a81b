package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.testing.Catalogue;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {

    private static final Path SOURCES = Path.of("src/main/java");

    /** The safety in the Javadoc of a constant, the reason behind it, and the constant's name. */
    private static final Pattern CONSTANT = Pattern.compile(
            "/\\*\\*[\\s*]*(Safe|Idempotent|Creating)\\b((?:(?!\\*/).)*)\\*/\\s*public static final Operation<[^=]+> (\\w+) =",
            Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("holders")
    void everyOperationOfAResourceIsAConstantThatGivesTheReasonForItsSafety(Path source) throws Exception {
        Class<?> holder = type(source);
        List<Operation<?>> constants = new ArrayList<>();
        Matcher matcher = CONSTANT.matcher(Files.readString(source));
        while (matcher.find()) {
            Operation<?> operation =
                    (Operation<?>) holder.getField(matcher.group(3)).get(null);
            assertThat(matcher.group(1))
                    .as(operation.id())
                    .isEqualToIgnoringCase(operation.safety().name());
            assertThat(matcher.group(2)).as(operation.id()).containsPattern("\\w+ \\w+");
            constants.add(operation);
        }

        assertThat(constants).isNotEmpty().isEqualTo(all(holder));
        for (Field field : holder.getFields()) {
            assertThat(Modifier.isFinal(field.getModifiers())).isTrue();
            assertThat(constants).contains((Operation<?>) field.get(null));
        }
    }

    @Test
    void theCatalogueHasTheOperationsOfEveryResource() throws Exception {
        List<Operation<?>> operations = new ArrayList<>();
        for (Path source : holders()) {
            operations.addAll(all(type(source)));
        }

        assertThat(Catalogue.operations()).containsExactlyInAnyOrderElementsOf(operations);
    }

    @Test
    void anIdIsAShortNameWithoutAnythingThatDiffersFromRequestToRequest() {
        assertThat(Catalogue.operations())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-zA-Z]+(\\.[a-zA-Z]+)*"));
    }

    static List<Path> holders() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith("Operations.java"))
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> type(Path source) throws ClassNotFoundException {
        return Class.forName(
                SOURCES.relativize(source).toString().replaceAll("\\.java$", "").replaceAll("[/\\\\]", "."));
    }

    @SuppressWarnings("unchecked")
    private static List<Operation<?>> all(Class<?> holder) throws ReflectiveOperationException {
        return (List<Operation<?>>) holder.getMethod("all").invoke(null);
    }
}
