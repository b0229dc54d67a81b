package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiException;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.reactor.TexmlClientBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the README against the code; its table of operations is checked where they are called, in the client. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path EXPORTING = Path.of("EXPORTING.md");
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Test
    void everyPieceOfJavaIsPartOfAnExample() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ReadmeTest::withoutIndentation)
                    .toList();
        }
        for (Path page : List.of(README, EXPORTING)) {
            assertThat(javaBlocks(page))
                    .isNotEmpty()
                    .allSatisfy(block -> assertThat(sources).as(block).anyMatch(source -> source.contains(block)));
        }
    }

    @Test
    void everySettingOfTheClientIsInItsTable() throws IOException {
        List<String> settings = Arrays.stream(TexmlClientBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == TexmlClientBuilder.class)
                .map(Method::getName)
                .distinct()
                .toList();
        assertThat(firstColumnUnder("## Configuration")).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void everyExceptionIsInItsTable() throws IOException {
        List<String> exceptions = new ArrayList<>(
                Stream.concat(Arrays.stream(TexmlException.class.getPermittedSubclasses()), apiExceptions())
                        .map(Class::getSimpleName)
                        .toList());
        exceptions.add(RequestValidationException.class.getSimpleName());
        assertThat(firstColumnUnder("## Errors")).containsExactlyInAnyOrderElementsOf(exceptions);
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (Path page : List.of(README, EXPORTING)) {
            assertThat(Files.readString(page)
                            .transform(text -> java.util.regex.Pattern.compile("]\\((?!http)([^)#]+)\\)")
                                    .matcher(text))
                            .results()
                            .map(link -> page.resolveSibling(link.group(1))))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(path).exists());
        }
    }

    private static Stream<Class<?>> apiExceptions() {
        return Stream.of(400, 401, 403, 404, 429, 500).map(status -> ApiException.of(
                        new io.texml.ExchangeDetails("calls.get", "/", null, 1, null, false),
                        status,
                        io.texml.Headers.of(java.util.Map.of()),
                        List.of(),
                        "")
                .getClass());
    }

    private static List<String> firstColumnUnder(String heading) throws IOException {
        return Files.readAllLines(README).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(line.split("\\|")[1].split(",")))
                .map(cell -> cell.replace("`", "").replaceAll("\\(.*", "").strip())
                .distinct()
                .toList();
    }

    private static List<String> javaBlocks(Path page) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : Files.readAllLines(page)) {
            if (line.equals("```java")) {
                block = new StringBuilder();
            } else if (line.equals("```") && block != null) {
                blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line.strip()).append('\n');
            }
        }
        return blocks;
    }

    private static String withoutIndentation(Path file) {
        try {
            StringBuilder text = new StringBuilder();
            Files.readAllLines(file).forEach(line -> text.append(line.strip()).append('\n'));
            return text.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
