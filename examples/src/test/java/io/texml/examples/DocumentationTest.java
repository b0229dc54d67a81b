package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiException;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.callbacks.CallbackKind;
import io.texml.reactor.TexmlClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds README and guides against the code. The table of operations is checked where they are called, in the client; the
 * commands on exporting by {@code ExportingPageTest}; the figures in {@code benchmarks}; the links in {@code release/site}.
 */
class DocumentationTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Path GUIDES = Path.of("..", "docs");
    private static final Path PAGE = Path.of("..", "simulator", "README.md");
    private static final Path GUARANTEES = Path.of(
            "..",
            "reactor-adapter",
            "src",
            "test",
            "java",
            "io",
            "texml",
            "reactor",
            "delivery",
            "DeliveryGuaranteesTest.java");
    private static final Path APPLICATION = Path.of("plain", "application");
    /** What the build compiles, and in part runs. */
    private static final List<Path> SOURCES = List.of(
            Path.of("src", "main", "java"),
            Path.of("webflux", "src", "main", "java"),
            APPLICATION,
            Path.of("..", "simulator", "junit", "src", "test", "java"),
            Path.of("..", "spring-boot-starter", "src", "test", "java"),
            Path.of("..", "spring-boot-starter", "test", "src", "test", "java"),
            Path.of("..", "redis", "src", "test", "java"));

    @Test
    void everyPieceOfJavaIsPartOfACompiledSource() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Path directory : SOURCES) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .map(DocumentationTest::withoutIndentation)
                        .forEach(sources::add);
            }
        }
        assertThat(pages().flatMap(page -> blocks(page, "java").stream()))
                .hasSizeGreaterThan(15)
                .allSatisfy(block -> assertThat(sources).as(block).anyMatch(source -> source.contains(block)));
    }

    @Test
    void everyPieceOfXmlIsPartOfTheApplicationThatTheBuildTestsOutsideOfTheProject() throws IOException {
        String application = withoutIndentation(APPLICATION.resolve("pom.xml"));
        assertThat(pages().flatMap(page -> blocks(page, "xml").stream()))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(
                        block -> assertThat(Stream.of(block.split("\n\n"))).allSatisfy(part -> assertThat(application)
                                .contains(part.strip().replaceFirst("\n</dependencies>$", ""))));
    }

    @Test
    void theBomHasTheVersionsThatTheBuildTests() {
        Pattern version = Pattern.compile("<([a-z-]+\\.version)>([^<]+)</");
        String parent = withoutIndentation(Path.of("..", "pom.xml"));
        assertThat(version.matcher(withoutIndentation(Path.of("..", "bom", "pom.xml")))
                        .results()
                        .map(property -> property.group()))
                .hasSize(9)
                .allSatisfy(property -> assertThat(parent).contains(property));
    }

    @Test
    void theApplicationThatIsShownHasTheVersionsOfTheBuild() {
        String parent = withoutIndentation(Path.of("..", "pom.xml"));
        String application = withoutIndentation(APPLICATION.resolve("pom.xml"));
        Map<String, String> properties = Map.of(
                "junit-jupiter", "junit",
                "maven-compiler-plugin", "compiler-plugin",
                "maven-surefire-plugin", "surefire");
        assertThat(properties).allSatisfy((artifact, property) -> {
            String version = parent.replaceFirst("(?s).*<" + property + "\\.version>([^<]+)<.*", "$1");
            assertThat(application)
                    .contains("<artifactId>" + artifact + "</artifactId>\n<version>" + version + "</version>");
        });
    }

    @Test
    void theReadmeIsShortAndLeadsToEveryGuide() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThan(200);
        String readme = Files.readString(README);
        assertThat(guides()).isNotEmpty().allSatisfy(guide -> assertThat(readme)
                .contains("](docs/" + guide.getFileName() + ")"));
    }

    @Test
    void everySettingOfTheClientIsInItsTable() throws IOException {
        List<String> settings = Arrays.stream(TexmlClientBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == TexmlClientBuilder.class)
                .map(Method::getName)
                .distinct()
                .toList();
        assertThat(firstColumnOf("configuration.md")).containsExactlyInAnyOrderElementsOf(settings);
    }

    @Test
    void everyExceptionIsInItsTable() throws IOException {
        List<String> exceptions = new ArrayList<>(
                Stream.concat(Arrays.stream(TexmlException.class.getPermittedSubclasses()), apiExceptions())
                        .map(Class::getSimpleName)
                        .toList());
        exceptions.add(RequestValidationException.class.getSimpleName());
        assertThat(firstColumnOf("errors.md")).containsExactlyInAnyOrderElementsOf(exceptions);
    }

    @Test
    void everyKindOfCallbackIsInItsTable() throws IOException {
        assertThat(firstColumnOf("callbacks.md").stream().filter(cell -> cell.matches("[A-Z_]+")))
                .containsExactlyElementsOf(
                        Stream.of(CallbackKind.values()).map(Enum::name).toList());
    }

    @Test
    void everyGuaranteeNamesATestThatIsThere() {
        String tests = withoutIndentation(GUARANTEES);
        assertThat(lines(GUIDES.resolve("delivery-guarantees.md")).stream()
                        .filter(line -> line.startsWith("| **"))
                        .map(line -> line.split("\\|")[3].replace("`", "").strip()))
                .hasSize(9)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(tests).contains("@Test\nvoid " + name + "("));
    }

    private static Stream<Path> pages() {
        return Stream.concat(Stream.of(README, PAGE), guides().stream());
    }

    private static List<Path> guides() {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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

    private static List<String> firstColumnOf(String guide) {
        return lines(GUIDES.resolve(guide)).stream()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Stream.of(line.split("\\|")[1].split(",")))
                .map(cell -> cell.replace("`", "").replaceAll("\\(.*", "").strip())
                .distinct()
                .toList();
    }

    private static List<String> blocks(Path page, String language) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        for (String line : lines(page)) {
            if (line.equals("```" + language)) {
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
        StringBuilder text = new StringBuilder();
        lines(file).forEach(line -> text.append(line.strip()).append('\n'));
        return text.toString();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
