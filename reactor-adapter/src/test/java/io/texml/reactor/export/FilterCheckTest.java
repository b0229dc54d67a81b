package io.texml.reactor.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.Headers;
import io.texml.IgnoredFilterException;
import io.texml.calls.CallStatus;
import io.texml.calls.ListCalls;
import io.texml.conferences.ConferenceStatus;
import io.texml.conferences.ListConferences;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.recordings.ListRecordings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** A server that ignores a filter answers with everything: an export does not take it for what was asked for. */
class FilterCheckTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Export BY_DAY = Export.of(ListCalls.builder().build()).between(FIRST, FIRST.plusDays(2));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/Los_Angeles",
                "Asia/Kolkata",
                "Pacific/Kiritimati",
                "Etc/GMT+12",
                "Pacific/Chatham"
            })
    void daysOfWhateverZoneAreTaken(String zone) {
        List<String> calls = hourly("2026-02-27T00:00:00Z", "2026-03-05T00:00:00Z");
        Function<String, List<String>> byZone = day -> calls.stream()
                .filter(call -> LocalDate.ofInstant(Instant.parse(time(call)), ZoneId.of(zone))
                        .toString()
                        .equals(day))
                .toList();

        assertThat(items(BY_DAY, byZone)).hasSize(3 * 24);
    }

    @Test
    void aDayThatTheClocksAreSetBackOnIsTaken() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        List<String> calls = hourly("2025-10-22T00:00:00Z", "2025-10-29T00:00:00Z");
        Export export =
                Export.of(ListCalls.builder().build()).between(LocalDate.of(2025, 10, 25), LocalDate.of(2025, 10, 27));

        assertThat(items(export, day -> calls.stream()
                        .filter(call -> LocalDate.ofInstant(Instant.parse(time(call)), zone)
                                .toString()
                                .equals(day))
                        .toList()))
                .hasSize(24 + 25 + 24);
    }

    @Test
    void aServerThatIgnoresTheDayEndsTheExportBeforeItsPageIsDelivered() {
        List<String> calls = hourly("2026-02-27T00:00:00Z", "2026-03-05T00:00:00Z");

        StepVerifier.create(pages(BY_DAY, day -> calls)).verifyErrorSatisfies(failure -> assertThat(failure)
                .isInstanceOfSatisfying(IgnoredFilterException.class, ignored -> assertThat(ignored.filter())
                        .isEqualTo("StartTime"))
                .hasMessageContaining("calls.list")
                .hasMessageContaining("acceptIgnoredFilters"));
        assertThat(items(BY_DAY.acceptIgnoredFilters(), day -> calls)).hasSize(3 * calls.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T12:00:00Z", "2026-02-25T00:00:00Z", "2026-03-03T01:00:00Z"})
    void oneCallThatComesOnEveryDayEndsIt(String start) {
        StepVerifier.create(pages(BY_DAY, day -> List.of(call("only", start))))
                .thenConsumeWhile(page -> true)
                .verifyError(IgnoredFilterException.class);
    }

    @Test
    void callsWithoutATimeAreTakenWhereTheyCome() {
        assertThat(items(BY_DAY, day -> List.of("{\"sid\":\"" + day + "\"}", "{\"sid\":\"x\",\"start_time\":null}")))
                .hasSize(6);
    }

    @Test
    void callsWithoutATimeComeBehindTheDaysWhenTheyAreWanted() {
        Function<String, List<String>> calls = day -> day.equals("null")
                ? List.of(call("a", "2026-03-01T12:00:00Z"), "{\"sid\":\"b\"}", "{\"sid\":\"c\",\"start_time\":null}")
                : day.equals("2026-03-01") ? List.of(call("a", "2026-03-01T12:00:00Z")) : List.of();
        List<ExportPage> pages =
                pages(BY_DAY.withUndated(), calls).collectList().block(Duration.ofSeconds(20));

        assertThat(pages)
                .extracting(page -> page.day() + " " + page.items().size() + " " + page.slicesLeft())
                .containsExactly("2026-03-01 1 3", "2026-03-02 0 2", "2026-03-03 0 1", "null 2 0");
        for (ExportPage page : pages) {
            Checkpoint kept = Checkpoint.parse(page.checkpoint().toJson());
            List<ExportPage> rest =
                    pages(BY_DAY.withUndated(), calls, kept).collectList().block(Duration.ofSeconds(20));
            assertThat(rest).hasSize(page.slicesLeft());
        }
        Export toTheNewest = Export.of(ListCalls.builder().build()).since(FIRST).withUndated();
        Checkpoint end =
                pages(toTheNewest, calls).blockLast(Duration.ofSeconds(20)).checkpoint();
        assertThat(end.isComplete()).isTrue();
        assertThat(pages(toTheNewest, calls, end)
                        .flatMapIterable(ExportPage::items)
                        .count()
                        .block(Duration.ofSeconds(20)))
                .as("those that came since come with the others")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"completed,true", "busy,false", "Completed,true"})
    void everyItemIsHeldToTheFilters(String status, boolean taken) {
        Export export =
                Export.of(ListCalls.builder().status(CallStatus.COMPLETED).build());
        List<String> calls = new ArrayList<>(List.of("{\"sid\":\"a\",\"status\":\"completed\"}", "{\"sid\":\"b\"}"));
        calls.add(1, "{\"sid\":\"c\",\"status\":\"" + status + "\"}");

        if (taken) {
            assertThat(items(export, day -> calls)).hasSize(3);
        } else {
            StepVerifier.create(pages(export, day -> calls)).verifyError(IgnoredFilterException.class);
            assertThat(items(export.acceptIgnoredFilters(), day -> calls)).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"PT10M,true", "PT2H,false"})
    void aConferenceThatJustEndedMayHaveBeenInProgressWhenItWasChosen(Duration ago, boolean taken) {
        Export export = Export.of(
                ListConferences.builder().status(ConferenceStatus.IN_PROGRESS).build());
        String ended = "{\"sid\":\"a\",\"status\":\"completed\",\"date_updated\":\"" + NOW.minus(ago) + "\"}";

        if (taken) {
            assertThat(items(export, day -> List.of(ended))).hasSize(1);
        } else {
            StepVerifier.create(pages(export, day -> List.of(ended))).verifyError(IgnoredFilterException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T12:00:00Z,true", "2026-02-27T11:00:00Z,false"})
    void recordingsAreHeldToATimeToo(Instant created, boolean taken) {
        String recording = "{\"sid\":\"a\",\"date_created\":\"" + created + "\"}";
        Export export = Export.of(ListRecordings.builder()
                .createdAtOrAfter(Instant.parse("2026-03-01T12:00:00Z"))
                .build());

        if (taken) {
            assertThat(items(export, day -> List.of(recording))).hasSize(1);
        } else {
            StepVerifier.create(pages(export, day -> List.of(recording))).verifyError(IgnoredFilterException.class);
        }
    }

    @Test
    void aNameThatCameDamagedIsNotHeldToTheFilter() {
        Export export =
                Export.of(ListConferences.builder().friendlyName("M\u00fcller").build());
        byte[] latin1 = "{\"sid\":\"a\",\"friendly_name\":\"M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(export.pages(
                                (request, link, answered) -> {
                                    answered.accept(Headers.of(Map.of()));
                                    return Flux.just(pageOf(List.of(ByteBuffer.wrap(latin1))));
                                },
                                "AC1",
                                null,
                                () -> NOW)
                        .flatMapIterable(ExportPage::items)
                        .count()
                        .block(Duration.ofSeconds(20)))
                .isEqualTo(1);
    }

    private static List<String> hourly(String first, String end) {
        List<String> calls = new ArrayList<>();
        for (Instant at = Instant.parse(first); at.isBefore(Instant.parse(end)); at = at.plus(Duration.ofHours(1))) {
            calls.add(call("c" + calls.size(), at.toString()));
        }
        return calls;
    }

    private static String call(String sid, String start) {
        return "{\"sid\":\"" + sid + "\",\"start_time\":\"" + start + "\"}";
    }

    private static String time(String call) {
        return call.substring(call.indexOf("\"start_time\":\"") + 14, call.length() - 2);
    }

    private static List<ByteBuffer> items(Export export, Function<String, List<String>> calls) {
        return pages(export, calls)
                .flatMapIterable(ExportPage::items)
                .collectList()
                .block(Duration.ofSeconds(20));
    }

    private static Flux<ExportPage> pages(Export export, Function<String, List<String>> calls) {
        return pages(export, calls, null);
    }

    private static Flux<ExportPage> pages(
            Export export, Function<String, List<String>> calls, @Nullable Checkpoint checkpoint) {
        return export.pages(
                (request, link, answered) -> {
                    answered.accept(Headers.of(
                            Map.of("date", DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atZone(ZoneId.of("GMT"))))));
                    return Flux.just(page(calls.apply(day(request))));
                },
                "AC1",
                checkpoint,
                () -> NOW);
    }

    private static String day(TexmlRequest<?> request) {
        return String.valueOf(request.parameters().get("StartTime"));
    }

    private static Page<ByteBuffer> page(List<String> items) {
        List<ByteBuffer> raw = items.stream()
                .map(item -> ByteBuffer.wrap(item.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return pageOf(raw);
    }

    private static Page<ByteBuffer> pageOf(List<ByteBuffer> raw) {
        return new Page<>(raw, null, null, null, null, null, null, null, null, null, null, Map.of());
    }
}
