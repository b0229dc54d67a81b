package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.examples.command.ProgressStyle;
import io.texml.policy.RateLimitState;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.ExportPage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProgressTest {

    private static final Checkpoint CHECKPOINT =
            Checkpoint.parse("{\"schema\":1,\"operation\":\"calls.list\",\"fingerprint\":\"\","
                    + "\"items\":0,\"complete\":false,\"positions\":{},\"notes\":{}}");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void onATerminalItIsOneLineThatIsWrittenOver() {
        said(ProgressStyle.TERMINAL, 1_000, true, Long.MAX_VALUE, 3);

        assertThat(text())
                .startsWith("\r")
                .contains("1,250 items", "1 page,", "items/s", "1/4 days", "7 requests")
                .endsWith(System.lineSeparator());
        assertThat(text().strip()).doesNotContain("\n");
    }

    @Test
    void asJsonItIsAnObjectALine() {
        said(ProgressStyle.JSON, 1_000, true, Long.MAX_VALUE, 3);

        JsonNode last = new JsonMapper().readTree(text().lines().reduce("", (first, second) -> second));
        assertThat(last.get("items").intValue()).isEqualTo(250);
        assertThat(last.get("items_before").intValue()).isEqualTo(1_000);
        assertThat(last.get("pages").intValue()).isOne();
        assertThat(last.get("rate_limit_remaining").intValue()).isEqualTo(7);
        assertThat(last.get("rate_limit_pause_ms").intValue()).isZero();
        assertThat(last.get("seconds_left").isNumber()).isTrue();
    }

    @Test
    void theEndIsEstimatedOnlyWhereDaysOrALimitTellOfIt() {
        said(ProgressStyle.JSON, 0, false, Long.MAX_VALUE, 1);
        assertThat(text()).contains("\"seconds_left\":null");
        err.reset();
        said(ProgressStyle.JSON, 0, false, 251, 1);
        assertThat(text()).doesNotContain("\"seconds_left\":null");
    }

    @Test
    void quietMeansNothingAtAll() {
        said(ProgressStyle.NONE, 0, true, Long.MAX_VALUE, 1);
        assertThat(text()).isEmpty();
    }

    private void said(ProgressStyle style, long itemsBefore, boolean byDay, long limit, int slicesLeft) {
        RateLimitState rateLimit = new RateLimitState(60L, 7L, Duration.ofSeconds(3), Duration.ZERO);
        try (Progress progress = new Progress(
                style,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                () -> rateLimit,
                itemsBefore,
                byDay,
                limit)) {
            progress.page(250, new ExportPage(List.of(), LocalDate.EPOCH, true, slicesLeft, CHECKPOINT));
        }
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
