package io.texml.simulator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulatorProgramTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @Test
    void helpNamesEveryOptionWithItsDefault() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("--port=PORT", "default: 12111", "--seed=NUMBER", "--speed=FACTOR", "--fault=FAULT")
                .contains("--retention=RECORDS", "default: 10000")
                .contains("on=calls.create status=503 times=2 retry-after=1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port=x|Invalid value for option '--port': 'x' is not an int",
                "--port=70000|--port: port has to be between 0 and 65535, not 70000",
                "--speed=-1|--speed: The speed has to be more than 0 and at most a million: -1.0",
                "--speed=NaN|--speed: The speed has to be more than 0 and at most a million: NaN",
                "--calls=-5|--calls: calls has to be between 0 and 100000000, not -5",
                "--rate-limit=-1|--rate-limit: rateLimit has to be at least 0, not -1",
                "--retention=0|--retention: retention has to be between 1 and 2147483647, not 0",
                "--fault=status|--fault: Expected name=value or name=\"value\", but got: status",
                "--fault=on=calls.creat status=503|--fault: There is no operation calls.creat; did you mean calls.create?",
                "--nonsense|Unknown option: '--nonsense'",
                "stray|Unmatched argument at index 0: 'stray'"
            })
    void aWrongOptionIsExplainedInOneLine(String option, String explanation) {
        assertThat(run(option)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(error.toString().lines()).containsExactly(explanation, "Try --help.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(CommandLine.ExitCode.SOFTWARE);
            assertThat(error.toString().lines())
                    .containsExactly("The simulator cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1");
        }
    }

    @Test
    void aProcessOfItsOwnPrintsItsSettingsAnswersAndStopsWhenItIsToldTo() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorProgram.class.getName(),
                        "--port=0",
                        "--seed=7",
                        "--speed=0",
                        "--calls=3",
                        "--fault=on=calls.get status=503 retry-after=1 times=1")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            Map<String, String> settings = settings(lines);
            HttpResponse<String> list =
                    get(settings, "/texml/Accounts/" + settings.get("TELNYX_ACCOUNT_SID") + "/Calls");
            assertThat(list.statusCode()).isEqualTo(200);
            assertThat(list.body()).contains("\"end\":2");
            HttpResponse<String> failed =
                    get(settings, "/texml/Accounts/" + settings.get("TELNYX_ACCOUNT_SID") + "/Calls/x");
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.headers().firstValue("retry-after")).hasValue("1");
            assertThat(settings.get("TELNYX_PUBLIC_KEY")).hasSize(44);
            assertThat(settings.get("# admin")).endsWith("/_simulator");
            // Not process.destroy(): that would close the stream which is read below.
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(lines.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    private int run(String... arguments) {
        return SimulatorProgram.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(error))
                .execute(arguments);
    }

    private static Map<String, String> settings(BufferedReader lines) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> read = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            int separator = line.startsWith("#") ? line.indexOf(": ") : line.indexOf('=');
            settings.put(line.substring(0, separator), line.substring(separator + 1));
            if (line.startsWith("# admin")) {
                return settings;
            }
        }
        throw new AssertionError("The program ended after " + read);
    }

    private static HttpResponse<String> get(Map<String, String> settings, String path)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(settings.get("TELNYX_BASE_URL") + path))
                                .header("Authorization", "Bearer " + settings.get("TELNYX_API_KEY"))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }
}
