package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OperationsTest {

    /** The safety in the Javadoc of a constant, the reason behind it, and the constant's name. */
    private static final Pattern CONSTANT = Pattern.compile(
            "/\\*\\*[\\s*]*(Safe|Idempotent|Creating)\\b((?:(?!\\*/).)*)\\*/\\s*public static final Operation<[^=]+> (\\w+) =",
            Pattern.DOTALL);

    @Test
    void everyOperationOfTheCatalogueIsAConstantThatGivesTheReasonForItsSafety() throws Exception {
        List<Operation<?>> constants = new ArrayList<>();
        Matcher matcher = CONSTANT.matcher(source());
        while (matcher.find()) {
            Operation<?> operation =
                    (Operation<?>) Operations.class.getField(matcher.group(3)).get(null);
            assertThat(matcher.group(1))
                    .as(operation.id())
                    .isEqualToIgnoringCase(operation.safety().name());
            assertThat(matcher.group(2)).as(operation.id()).containsPattern("\\w+ \\w+");
            constants.add(operation);
        }

        assertThat(constants).isEqualTo(Operations.all());
        for (Field field : Operations.class.getFields()) {
            assertThat(Modifier.isFinal(field.getModifiers())).isTrue();
            assertThat(Operations.all()).contains((Operation<?>) field.get(null));
        }
    }

    @Test
    void anIdIsAShortNameWithoutAnythingThatDiffersFromRequestToRequest() {
        assertThat(Operations.all())
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-zA-Z]+(\\.[a-zA-Z]+)*"));
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("src/main/java/io/texml/operation/Operations.java"));
    }
}
