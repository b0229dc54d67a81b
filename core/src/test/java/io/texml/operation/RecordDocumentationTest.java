package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackDetails;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Javadoc of every record says what its components are, so that nobody has to look it up. */
class RecordDocumentationTest {

    @ParameterizedTest
    @MethodSource("records")
    void aRecordExplainsEveryComponentAndItsUnit(Class<?> record) throws IOException {
        String source = Files.readString(
                        Path.of("src/main/java", record.getName().replace('.', '/') + ".java"))
                .replaceAll("\\R\\s*\\*(?!/)", " ")
                .replaceAll("\\s+", " ");
        for (RecordComponent component : record.getRecordComponents()) {
            Matcher tag = Pattern.compile("@param " + component.getName() + " (.*?)(?= @param | \\*/)")
                    .matcher(source);
            assertThat(tag.find()).as(component.getName()).isTrue();
            assertThat(tag.group(1).length()).as(component.getName()).isGreaterThan(5);
            if (component.getType() == Duration.class) {
                assertThat(tag.group(1)).as(component.getName()).contains("whole seconds");
            }
        }
    }

    static Stream<Class<?>> records() {
        return Stream.of(
                        ContractTest.records().values().stream(),
                        Stream.of(Page.class, CallbackDetails.class),
                        Stream.of(Callback.class.getPermittedSubclasses()))
                .flatMap(records -> records);
    }
}
