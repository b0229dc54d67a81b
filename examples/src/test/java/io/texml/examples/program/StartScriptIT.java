package io.texml.examples.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that starts the packaged program. */
class StartScriptIT {

    private static final Path SCRIPT = Path.of("texml").toAbsolutePath();
    private static final Path JAR = Path.of("target", "texml.jar").toAbsolutePath();
    private static final String VERSION = "texml " + System.getProperty("program.version") + "\n";
    /** Where no directory can be made, so that no archive of classes is. */
    private static final String NOWHERE = "/dev/null";

    /** With what every command is started. */
    private static final String OPTIONS = "-XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=30000"
            + " -XX:Tier4MinInvocationThreshold=10000 -XX:Tier4CompileThreshold=40000"
            + " -XX:+UseSerialGC -Xms28m -XX:NewSize=11m ";

    private static final String JAVA_HOME = System.getProperty("java.home");

    @TempDir
    private Path temporary;

    private Path directory = Path.of("");
    private String written = "";
    private String said = "";

    @BeforeEach
    void aDirectoryWhoseNameHasABlank() throws IOException {
        directory = Files.createDirectory(temporary.resolve("a directory"));
    }

    @Test
    void theVersionIsThatOfTheProject() throws Exception {
        assertThat(sh("'" + SCRIPT + "' --version")).as(said).isZero();
        assertThat(written).isEqualTo(VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./first --version",
                "bin/second --version",
                "./third --version",
                "cd bin && ./second --version",
                "cd bin && PATH=.:$PATH second --version",
                "cd / && PATH=\"$OLDPWD/bin:$PATH\" second --version"
            })
    void itRunsThroughLinksToLinks(String command) throws Exception {
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("first"), SCRIPT);
        Files.createSymbolicLink(directory.resolve("bin/second"), Path.of("../first"));
        Files.createSymbolicLink(directory.resolve("third"), Path.of("bin/second"));

        assertThat(sh(command)).as(said).isZero();
        assertThat(written).isEqualTo(VERSION);
    }

    @Test
    void itRunsWhereItIsCopiedWithItsJar() throws Exception {
        Path home = Files.createDirectories(directory.resolve("lib of mine/texml"));
        Files.copy(SCRIPT, home.resolve("texml"));
        Files.copy(JAR, home.resolve("texml.jar"));
        Files.setPosixFilePermissions(home.resolve("texml"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("bin/texml"), Path.of("../lib of mine/texml/texml"));
        Files.writeString(directory.resolve("menu.xml"), "<Response><Sms>a</Sms></Response>");

        assertThat(sh("PATH=\"$PWD/bin:$PATH\" texml check menu.xml")).as(said).isEqualTo(1);
        assertThat(written).startsWith("menu.xml:1:11: error: Sms is of TwiML");
    }

    @Test
    void theGuideInstallsIt() throws Exception {
        String commands = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "texml.md")))
                .results()
                .map(block -> block.group(1))
                .filter(block -> !block.startsWith("mvn "))
                .collect(Collectors.joining());

        assertThat(sh("export HOME=\"$PWD\" PATH=\"$PWD/.local/bin:$PATH\"; cd '"
                        + SCRIPT.getParent().getParent() + "'; set -e\n" + commands))
                .as(said)
                .isZero();
        assertThat(directory.resolve(".local/share/bash-completion/completions/texml"))
                .content()
                .contains("complete -F _complete_texml");
        assertThat(directory.resolve(".zshrc")).hasContent("source <(texml completion zsh)");
        assertThat(directory.resolve(".config/fish/completions/texml.fish"))
                .content()
                .startsWith("complete -c texml ");
        assertThat(directory.resolve(".local/share/man/man1/texml.1")).content().startsWith(".TH \"TEXML\"");
    }

    @Test
    void withoutItsJarItSaysHowToBuildIt() throws Exception {
        Files.copy(SCRIPT, directory.resolve("texml"));

        assertThat(sh("sh ./texml --version")).isEqualTo(1);
        assertThat(said)
                .isEqualTo("texml: there is no texml.jar in " + directory.toRealPath()
                        + "; in the sources it is built by: mvn -B -q -pl examples -am -DskipTests package\n");
    }

    @Test
    void javaIsThatOfJavaHome() throws Exception {
        java("home", "echo \"this one: $*\"");
        Files.writeString(directory.resolve("home/release"), "JAVA_VERSION=\"21\"\n");

        assertThat(sh("JAVA_HOME=\"$PWD/home\" '" + SCRIPT + "' check 'a b'"))
                .as(said)
                .isZero();
        assertThat(written).startsWith("this one: ").endsWith(" check a b\n");
    }

    @Test
    void withoutJavaHomeItIsThatOfThePath() throws Exception {
        java("home", "echo \"this one: $*\"");
        Files.writeString(directory.resolve("home/release"), "JAVA_VERSION=\"17.0.2\"\n");
        Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("bin/java"), Path.of("../home/bin/java"));

        assertThat(sh("unset JAVA_HOME; PATH=\"$PWD/bin:$PATH\" '" + SCRIPT + "' check"))
                .as(said)
                .isZero();
        assertThat(written).startsWith("this one: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JAVA_VERSION=\"1.8.0_402\" |                                       | Java 1.8.0_402;",
                "JAVA_VERSION=\"16.0.1\"    |                                       | Java 16.0.1;",
                "                           | openjdk version \"11.0.2\" 2019-01-15 | Java 11.0.2;",
                "                           | java version \"1.8.0_402\"            | Java 1.8.0_402;",
                "                           | something else                        | Java of an unknown version;"
            })
    void anOlderJavaIsRefusedInOneSentence(String release, String answer, String version) throws Exception {
        java("home", "echo '" + answer + "' >&2");
        if (release != null) {
            Files.writeString(directory.resolve("home/release"), release + "\n");
        }

        assertThat(sh("JAVA_HOME=\"$PWD/home\" '" + SCRIPT + "' --version")).isEqualTo(1);
        assertThat(said).hasLineCount(1).contains(version, "needs 17 or newer", "JAVA_HOME");
    }

    @Test
    void whereThereIsNoJavaItSaysWhatToInstall() throws Exception {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        for (String tool : new String[] {"dirname", "readlink", "sed"}) {
            sh("command -v " + tool);
            Files.createSymbolicLink(tools.resolve(tool), Path.of(written.strip()));
        }

        assertThat(sh("unset JAVA_HOME; sh=$(command -v sh); PATH=\"$PWD/tools\" \"$sh\" '" + SCRIPT + "' --version"))
                .isEqualTo(1);
        assertThat(said).isEqualTo("texml: there is no java on the path; install Java 17 or newer, or set JAVA_HOME\n");
        assertThat(sh("JAVA_HOME=/no/where '" + SCRIPT + "' --version")).isEqualTo(1);
        assertThat(said).hasLineCount(1).startsWith("texml: JAVA_HOME is /no/where");
    }

    @Test
    void whatItWritesIsForItsUserAlone() throws Exception {
        assertThat(sh("'" + SCRIPT + "' export calls --simulator --limit 1 --quiet --output calls.ndjson"))
                .as(said)
                .isZero();
        assertThat(Files.getPosixFilePermissions(directory.resolve("calls.ndjson")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void theSecondStartMakesAnArchiveThatTheThirdUses() throws Exception {
        copyWithAJavaThatSaysHowItIsCalled("");
        String start = "XDG_CACHE_HOME=\"$PWD/cache\" JAVA_HOME=\"$PWD/home\" ./texml check 'a b'";
        String plain = OPTIONS + "-jar " + directory.toRealPath() + "/texml.jar check a b\n";

        assertThat(sh(start)).as(said).isZero();
        assertThat(written).isEqualTo(plain);
        assertThat(archives()).isEmpty();
        assertThat(sh(start)).as(said).isZero();
        assertThat(written).isEqualTo(plain);
        waitForTheBackground();
        assertThat(archives()).hasSize(1);
        assertThat(sh(start)).as(said).isZero();
        assertThat(written)
                .startsWith("-XX:SharedArchiveFile=" + archives().get(0) + " ")
                .endsWith(plain);

        Files.writeString(directory.resolve("texml.jar"), "another program");
        assertThat(sh(start)).as(said).isZero();
        assertThat(written).isEqualTo(plain);
        assertThat(archives()).isEmpty();
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "rm -f \"$made\""})
    void anArchiveThatCannotBeMadeIsNotMissedAndNotTriedAgain(String failure) throws Exception {
        copyWithAJavaThatSaysHowItIsCalled(failure);
        String start = "XDG_CACHE_HOME=\"$PWD/cache\" JAVA_HOME=\"$PWD/home\" ./texml check";

        assertThat(sh(start)).as(said).isZero();
        for (int starts = 0; starts < 3; starts++) {
            assertThat(sh(start)).as(said).isZero();
            assertThat(written).startsWith(OPTIONS + "-jar ");
            assertThat(said).isEmpty();
            waitFor(() -> Files.exists(directory.resolve("tried")));
        }
        assertThat(Files.readAllLines(directory.resolve("tried"))).hasSize(1);
        assertThat(archives()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unset HOME XDG_CACHE_HOME", "XDG_CACHE_HOME=/dev/null", "unset XDG_CACHE_HOME; HOME=/dev/null"})
    void withoutAPlaceForAnArchiveItRunsWithoutAWord(String place) throws Exception {
        copyWithAJavaThatSaysHowItIsCalled("");

        for (int starts = 0; starts < 3; starts++) {
            assertThat(sh(place + "; export XDG_CACHE_HOME HOME; JAVA_HOME=\"$PWD/home\" ./texml check"))
                    .as(said)
                    .isZero();
            assertThat(written).startsWith(OPTIONS + "-jar ");
            assertThat(said).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JDK_JAVA_OPTIONS='-XX:+UseParallelGC -Xlog:gc:stderr'",
                "JAVA_TOOL_OPTIONS='-XX:+UseParallelGC -Xlog:gc:stderr'",
                "_JAVA_OPTIONS='-XX:+UseParallelGC -Xlog:gc:stderr'",
                "JDK_JAVA_OPTIONS=@options JAVA_TOOL_OPTIONS=-Xlog:gc:stderr",
                "JDK_JAVA_OPTIONS='-Xmx20m -Xlog:gc:stderr -XX:+UseParallelGC'"
            })
    void whoeverChoosesAnotherCollectorOrHeapGetsIt(String variables) throws Exception {
        Files.writeString(directory.resolve("options"), "-XX:+UseParallelGC");

        assertThat(sh(variables + " '" + SCRIPT + "' --version")).as(said).isZero();
        assertThat(said).contains("Using Parallel");
    }

    @Test
    void withAnArchiveTheOutputHoldsTheDataAlone() throws Exception {
        String start = "XDG_CACHE_HOME=\"$PWD/cache\" '" + SCRIPT + "' ";

        assertThat(sh(start + "--version")).as(said).isZero();
        assertThat(sh(start + "--version")).as(said).isZero();
        waitForTheBackground();
        assertThat(archives()).hasSize(1);
        assertThat(archives().get(0)).isNotEmptyFile();
        assertThat(sh(start + "--version")).as(said).isZero();
        assertThat(written).isEqualTo(VERSION);
        // One that is of another Java, or of nothing, is passed over.
        Files.delete(archives().get(0));
        Files.writeString(directory.resolve("cache/texml/other"), "no archive");
        try (Stream<Path> files = Files.list(directory.resolve("cache/texml"))) {
            String name = files.map(Path::toString)
                    .filter(file -> file.endsWith(".for"))
                    .findFirst()
                    .orElseThrow();
            Files.move(directory.resolve("cache/texml/other"), Path.of(name.replaceFirst("[.]for$", ".jsa")));
        }
        assertThat(sh(start + "export calls --simulator --limit 2 --quiet"))
                .as(said)
                .isZero();
        assertThat(written.lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    }

    /**
     * A program of which only the script is real.
     *
     * @param afterwards what its Java does after it made an archive, whose name is in $made
     */
    private void copyWithAJavaThatSaysHowItIsCalled(String afterwards) throws IOException {
        Files.copy(SCRIPT, directory.resolve("texml"));
        Files.setPosixFilePermissions(directory.resolve("texml"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(directory.resolve("texml.jar"), "a program");
        java(
                "home",
                "made=${1#-XX:ArchiveClassesAtExit=}\n"
                        + "if [ \"$made\" != \"$1\" ]; then echo archive >\"$made\"; echo once >>tried; " + afterwards
                        + "\nfi\necho \"$*\"");
        Files.writeString(directory.resolve("home/release"), "JAVA_VERSION=\"17.0.2\"\n");
    }

    private List<Path> archives() throws IOException {
        return inCache(".jsa");
    }

    private void waitForTheBackground() throws Exception {
        waitFor(() -> inCache(".making").isEmpty());
    }

    private static void waitFor(Callable<Boolean> condition) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("it happens in time").isLessThan(giveUp);
            Thread.sleep(20);
        }
    }

    private List<Path> inCache(String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("cache/texml"))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void simulateShowsACallOfItsDemoOnThePageThatItNames() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), "simulate", "--demo", "--port", "0").redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", NOWHERE);
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("# page: ")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            URI page = URI.create(line.substring("# page: ".length()));
            assertThat(page).hasHost("127.0.0.1").hasPath("/_simulator/");
            // Each event says that there is something new to see.
            try (BufferedReader events = new BufferedReader(
                    new InputStreamReader(page.resolve("page/events").toURL().openStream(), StandardCharsets.UTF_8))) {
                String shown = "";
                while (!shown.contains("in-progress")) {
                    assertThat(events.readLine()).isNotNull();
                    shown = read(page);
                }
                assertThat(shown).contains("+13125550100");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(URI page) throws IOException {
        try (InputStream in = page.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Makes the home of something that is called as a Java is. */
    private void java(String home, String does) throws IOException {
        Path bin = Files.createDirectories(directory.resolve(home).resolve("bin"));
        Path java = Files.writeString(bin.resolve("java"), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int sh(String command) throws Exception {
        Path out = temporary.resolve("out");
        Path err = temporary.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("JAVA_HOME", JAVA_HOME);
        environment.put("XDG_CACHE_HOME", NOWHERE);
        int code = builder.start().waitFor();
        written = Files.readString(out);
        said = Files.readString(err);
        return code;
    }
}
