package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiException;
import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.SaturationException;
import io.texml.SaturationException.Bound;
import io.texml.examples.Attempts;
import io.texml.examples.Programs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the programs say what is wrong. */
class UsageTest {

    @TempDir
    private Path directory;

    private String said = "";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls --page-size x         | --page-size must be a number from 1 to 1000; it is 'x'",
                "calls --page-size 1001      | --page-size must be a number from 1 to 1000; it is '1001'",
                "applications --page-size 251| --page-size must be a number from 1 to 250 for applications",
                "calls --limit 1e3           | --limit must be a number, 1 or more; it is '1e3'",
                "calls --slices 65           | --slices must be a number from 1 to 64; it is '65'",
                "calls --from yesterday      | --from must be a day such as 2026-01-31; it is 'yesterday'",
                "calls --from 2026-02-02 --to 2026-02-01 | --to must not be before --from",
                "calls --format xml          | --format must be one of ndjson, csv; it is 'xml'",
                "call                        | WHAT must be one of calls, recordings,",
                "calls --filter +13125551234 | --filter must be NAME=VALUE",
                "calls --filter A=1 --filter A=2 | the filter A is given twice",
                "calls --account \"\"        | --account must be a sid",
                "calls --base-url ftp://x    | --base-url must be the address of an API",
                "calls --dates iso           | --dates goes with csv",
                "calls --unknown=SECRET      | there is no option --unknown",
                "calls SECRET                | there is an argument too many",
                "calls @calls                | there is an argument too many"
            })
    void whatIsWrongIsOneLineInPlainWords(String arguments, String sentence) {
        assertThat(run(arguments.split(" +"))).isEqualTo(2);
        assertThat(said)
                .startsWith("texml export: " + sentence)
                .hasLineCount(1)
                .doesNotContain("SECRET", "5551234", "Exception", "java.");
    }

    @Test
    void aFileOfArgumentsIsNotRead() throws Exception {
        Path arguments = Files.writeString(directory.resolve("arguments"), "--help");
        assertThat(run("calls", "@" + arguments)).isEqualTo(2);
    }

    @Test
    void anArgumentThatCouldNotBeDecodedIsRefused() {
        assertThat(run("calls", "--simulator", "--filter", "From=Zo\uFFFD\uFFFD"))
                .isEqualTo(2);
        assertThat(said).hasLineCount(1).contains("argument 5", "LC_ALL=C.UTF-8");
    }

    @Test
    void aFailureOfTheClientHoldsNoAdviceForItsCallers() {
        for (Bound bound : Bound.values()) {
            assertThat(Programs.sentence(saturated(bound)))
                    .startsWith("calls.list was not sent: ")
                    .doesNotContain("max");
        }
        assertThat(Programs.sentence(
                        new IllegalArgumentException("it is too much; send less, or raise maxConnections(..)")))
                .isEqualTo("it is too much");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 405, 409, 422, 429, 500, 503})
    void aRefusalOfTheServerNamesNoMethod(int status) {
        ExchangeDetails details = new ExchangeDetails("calls.list", "/", null, 1, null, false);
        assertThat(Programs.sentence(ApiException.of(details, status, Headers.of(Map.of()), List.of(), "")))
                .contains("calls.list", String.valueOf(status))
                .doesNotContain("()");
    }

    @Test
    void attemptsAreToldButNotAFlood() {
        List<String> lines = new ArrayList<>();
        Attempts attempts = new Attempts(lines::add);
        attempts.onRetry(saturated(Bound.RATE_LIMIT), Duration.ofMillis(1500));
        attempts.onRetry(saturated(Bound.RATE_LIMIT), Duration.ofMillis(1500));
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("Attempt 3 failed, the next one is in 1.5 s: calls.list was not sent"));
    }

    private static SaturationException saturated(Bound bound) {
        return new SaturationException(
                bound,
                "send less at once, or raise maxWaiting or maxConcurrency",
                new ExchangeDetails("calls.list", "/", null, 3, null, false));
    }

    private int run(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = ExportRun.run(new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        said = err.toString(StandardCharsets.UTF_8);
        return code;
    }
}
