package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.InvalidRequestException;
import io.texml.RequestOptions;
import io.texml.calls.ListCalls;
import io.texml.policy.RetryPolicy;
import io.texml.queues.ListQueues;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.Export.NewestDay;
import io.texml.reactor.export.ExportPage;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ExportTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final Export ALL = Export.of(ListCalls.builder().build());

    private final MockWebServer server = new MockWebServer();
    private final FakeCalls calls = new FakeCalls();
    private TexmlClient client;

    @BeforeEach
    void start() throws Exception {
        server.setDispatcher(calls);
        server.start();
        client = TexmlClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + server.getPort() + "/v2"))
                .apiKey("KEY_test")
                .accountSid("AC1")
                .build()
                .with(RequestOptions.builder().retryPolicy(RetryPolicy.never()).build());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void fromTheCheckpointOfAnyPageItGoesOnWithTheNextItem() {
        List<String> all = sids(client.export(ALL));
        List<Checkpoint> checkpoints = checkpoints(client.export(ALL));

        assertThat(all).hasSize(10).doesNotHaveDuplicates();
        assertThat(checkpoints).extracting(Checkpoint::items).containsExactly(3L, 6L, 9L, 10L);
        assertThat(checkpoints).extracting(Checkpoint::isComplete).containsExactly(false, false, false, true);
        for (Checkpoint checkpoint : checkpoints) {
            Checkpoint kept = Checkpoint.parse(checkpoint.toJson());
            assertThat(sids(client.export(ALL, kept))).isEqualTo(all.subList((int) kept.items(), 10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 422})
    void anExpiredLinkIsReplacedAndWhatWasDeliveredIsDropped(int status) {
        List<String> all = sids(client.export(ALL));
        calls.refuseLinksOnce(status);

        assertThat(sids(client.export(ALL))).isEqualTo(all);
        assertThat(calls.refused).isEqualTo(1);
    }

    @Test
    void anExpiredLinkInACheckpointIsReplacedToo() {
        List<String> all = sids(client.export(ALL));
        Checkpoint second = checkpoints(client.export(ALL)).get(1);
        calls.refuseLinksOnce(422);

        assertThat(sids(client.export(ALL, second))).isEqualTo(all.subList(6, 10));
    }

    @Test
    void aServerThatTakesNoLinkAtAllEndsTheExportWithItsRefusal() {
        calls.refuseLinks = 422;

        StepVerifier.create(client.export(ALL))
                .expectNextCount(1)
                .expectError(InvalidRequestException.class)
                .verify(LONG);
    }

    @Test
    void whenTheLastDeliveredItemIsGoneEverythingOfTheSliceComesAgain() {
        Checkpoint first = checkpoints(client.export(ALL)).get(0);
        calls.deleted.add("c2");
        calls.refuseLinksOnce(422);

        assertThat(sids(client.export(ALL, first))).hasSize(9).startsWith("c0", "c1", "c3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverASinkStoppedItGetsEachItemOnce(boolean linkHasExpired) {
        List<String> all = FakeCalls.of(null);
        List<Checkpoint> checkpoints = checkpoints(client.export(ALL));
        for (Checkpoint saved : checkpoints.subList(0, 3)) {
            for (int held = (int) saved.items(); held <= 10; held++) {
                if (linkHasExpired) {
                    calls.refuseLinksOnce(422);
                }
                assertThat(sids(client.export(ALL, saved.deliveredThrough(null, all.get(held - 1)))))
                        .as("%d saved, %d held", saved.items(), held)
                        .isEqualTo(all.subList(held, 10));
            }
        }
    }

    @Test
    void whenTheSinksItemIsGoneAndTheLinkTooItGoesOnBehindTheCheckpoint() {
        Checkpoint first = checkpoints(client.export(ALL)).get(0);
        calls.deleted.add("c4");
        calls.refuseLinksOnce(422);

        assertThat(sids(client.export(ALL, first.deliveredThrough(null, "c4"))))
                .containsExactly("c3", "c5", "c6", "c7", "c8", "c9");
    }

    @Test
    void aSinkThatKnowsItsLastItemGetsWhatFollowsIt() {
        Checkpoint first = checkpoints(client.export(ALL)).get(0);

        assertThat(sids(client.export(ALL, first.deliveredThrough(null, "c4"))))
                .containsExactly("c5", "c6", "c7", "c8", "c9");
        assertThat(sids(client.export(ALL, first.deliveredThrough(null, "c2")))).startsWith("c3");
        assertThat(sids(client.export(ALL, first.deliveredThrough(null, "c9")))).isEmpty();
        assertThat(sids(client.export(ALL, first.deliveredThrough(null, "unknown"))))
                .containsExactly("c3", "c4", "c5", "c6", "c7", "c8", "c9");
    }

    @Test
    void oneStreamFetchesAPageOnlyWhenItIsAskedFor() {
        StepVerifier.create(client.export(ALL), 0)
                .then(() -> assertThat(server.getRequestCount()).isZero())
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(server.getRequestCount()).isEqualTo(1))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void daysAreReadEachInOrderAndTogetherAreWhole() {
        List<ExportPage> pages = collect(byDay(NewestDay.LEFT_OUT, null));

        assertThat(pages)
                .extracting(ExportPage::day)
                .contains(FIRST, FIRST.plusDays(3))
                .doesNotContain(FIRST.plusDays(4));
        for (int day = 0; day < 4; day++) {
            LocalDate wanted = FIRST.plusDays(day);
            List<String> ofDay = pages.stream()
                    .filter(page -> wanted.equals(page.day()))
                    .flatMap(page -> page.items().stream())
                    .map(ExportTest::sid)
                    .toList();
            assertThat(ofDay).isEqualTo(FakeCalls.of(wanted.toString()));
        }
        assertThat(pages.get(pages.size() - 1).checkpoint().isComplete()).isTrue();
    }

    @Test
    void fromTheCheckpointOfAnyPageDaysGoOnToo() {
        List<ExportPage> pages = collect(byDay(NewestDay.LEFT_OUT, null));
        List<String> all = sids(Flux.fromIterable(pages));
        List<String> before = new ArrayList<>();
        for (ExportPage page : pages) {
            page.items().forEach(item -> before.add(sid(item)));
            List<String> after = sids(
                    byDay(NewestDay.LEFT_OUT, Checkpoint.parse(page.checkpoint().toJson())));
            List<String> together = new ArrayList<>(before);
            together.addAll(after);
            assertThat(together).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void aSlowReaderOfDaysHoldsOnePageOfEachAtMost() {
        StepVerifier.create(byDay(NewestDay.LEFT_OUT, null), 0)
                .thenAwait()
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify(LONG);
        // Two days at once: their first pages, and the page that the one delivered made room for.
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(3);
    }

    @Test
    void nothingIsSentBeforeSomebodySubscribesAndEverySubscriptionBeginsAfresh() {
        Flux<ExportPage> export = client.export(ListCalls.builder().build());
        assertThat(server.getRequestCount()).isZero();

        assertThat(sids(export)).isEqualTo(FakeCalls.of(null));
        assertThat(checkpoints(export)).extracting(Checkpoint::items).containsExactly(3L, 6L, 9L, 10L);
    }

    @Test
    void onePageIsFetchedForEachThatIsAskedFor() {
        StepVerifier.create(client.export(ALL), 0)
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(server.getRequestCount()).isEqualTo(1))
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertThat(server.getRequestCount()).isEqualTo(3))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void aPageThatWasPrefetchedBringsItsOwnCheckpointAndNoLaterOne() {
        List<ExportPage> pages = collect(byDay(NewestDay.LEFT_OUT, null).publishOn(Schedulers.single(), 256));
        long items = 0;
        for (ExportPage page : pages) {
            items += page.items().size();
            assertThat(page.checkpoint().items()).isEqualTo(items);
        }
        assertThat(items).isEqualTo(2 + 4 + 6 + 8);
    }

    @Test
    void aPageSaysHowManyDaysAreLeft() {
        assertThat(collect(client.export(ALL.since(FIRST), null, () -> NOW)))
                .extracting(page -> page.day() + " " + page.slicesLeft())
                .containsExactly(
                        "2026-03-01 3",
                        "2026-03-02 3",
                        "2026-03-02 2",
                        "2026-03-03 2",
                        "2026-03-03 1",
                        "2026-03-04 1",
                        "2026-03-04 1",
                        "2026-03-04 0");
        assertThat(collect(client.export(ALL)))
                .extracting(ExportPage::slicesLeft)
                .containsExactly(1, 1, 1, 0);
    }

    @Test
    void aDayThatWasBegunWhileItCouldChangeComesWholeOnceItHasSettled() {
        List<ExportPage> pages = collect(byDay(NewestDay.OVERLAPPED, null));
        Checkpoint withinTheDay = pages.stream()
                .filter(page -> FIRST.plusDays(4).equals(page.day()))
                .findFirst()
                .orElseThrow()
                .checkpoint();
        Instant nextDay = NOW.plus(Duration.ofDays(1));

        assertThat(sids(byDay(NewestDay.OVERLAPPED, withinTheDay)))
                .containsAll(FakeCalls.of("2026-03-05").subList(3, 10))
                .doesNotContain("2026-03-05/0", "2026-03-05/1", "2026-03-05/2");
        assertThat(sids(client.export(ALL.since(FIRST).newestDay(NewestDay.OVERLAPPED), withinTheDay, () -> nextDay)))
                .containsAll(FakeCalls.of("2026-03-05"))
                .containsAll(FakeCalls.of("2026-03-06"));
    }

    @Test
    void theNewestDayIsExportedAgainWhenAFinishedExportGoesOn() {
        List<ExportPage> pages = collect(byDay(NewestDay.OVERLAPPED, null));
        Checkpoint end = pages.get(pages.size() - 1).checkpoint();

        assertThat(end.isComplete()).isTrue();
        assertThat(sids(byDay(NewestDay.OVERLAPPED, end))).isEqualTo(FakeCalls.of("2026-03-05"));
    }

    @Test
    void aFinishedExportGoesOnWithTheDaysThatWereLeftOut() {
        List<ExportPage> pages = collect(byDay(NewestDay.LEFT_OUT, null));
        Checkpoint end = pages.get(pages.size() - 1).checkpoint();

        assertThat(sids(byDay(NewestDay.LEFT_OUT, end))).isEmpty();
        assertThat(sids(client.export(
                        ALL.since(FIRST).slicesAtOnce(2), end, () -> Instant.parse("2026-03-06T01:00:01Z"))))
                .isEqualTo(FakeCalls.of("2026-03-05"));
    }

    @Test
    void aDayCountsAsSettledAnHourAfterItsEnd() {
        assertThat(sids(client.export(ALL.since(FIRST), null, () -> Instant.parse("2026-03-02T00:59:59Z"))))
                .isEmpty();
        assertThat(sids(client.export(ALL.since(FIRST), null, () -> Instant.parse("2026-03-02T01:00:00Z"))))
                .isEqualTo(FakeCalls.of("2026-03-01"));
    }

    @ParameterizedTest(name = "our clock is {0} off")
    @ValueSource(strings = {"P2D", "-P2D", "PT26H", "-PT13H", "-P400D", "P20000D", "-P20000D"})
    void daysAreClosedByTheServersClockWhateverOursSays(Duration skew) {
        calls.now = day -> NOW;
        List<ExportPage> pages = collect(client.export(ALL.since(FIRST).slicesAtOnce(2), null, () -> NOW.plus(skew)));
        assertThat(pages)
                .extracting(ExportPage::day)
                .contains(FIRST, FIRST.plusDays(3))
                .doesNotContain(FIRST.plusDays(4));
        Checkpoint end = pages.get(pages.size() - 1).checkpoint();
        assertThat(end.isComplete()).isTrue();

        // Later both are right: the days between come, all of each.
        Instant later = NOW.plus(Duration.ofDays(3));
        calls.now = day -> later;
        List<String> days = new ArrayList<>(FakeCalls.of("2026-03-05"));
        days.addAll(FakeCalls.of("2026-03-06"));
        days.addAll(FakeCalls.of("2026-03-07"));
        assertThat(sids(client.export(ALL.since(FIRST), end, () -> later))).isEqualTo(days);
    }

    @ParameterizedTest(name = "our clock is {0} off")
    @ValueSource(strings = {"P2D", "-P2D"})
    void theNewestDayIsThatOfTheServerToo(Duration skew) {
        calls.now = day -> NOW;
        Export overlapped = ALL.since(FIRST).newestDay(NewestDay.OVERLAPPED);
        List<ExportPage> pages = collect(client.export(overlapped, null, () -> NOW.plus(skew)));
        Checkpoint end = pages.get(pages.size() - 1).checkpoint();
        assertThat(end.isComplete()).isTrue();
        assertThat(pages.get(pages.size() - 1).day()).isEqualTo("2026-03-05");

        Instant later = NOW.plus(Duration.ofDays(1));
        calls.now = day -> later;
        List<String> days = new ArrayList<>(FakeCalls.of("2026-03-05"));
        days.addAll(FakeCalls.of("2026-03-06"));
        assertThat(sids(client.export(overlapped, end, () -> later.plus(skew)))).isEqualTo(days);
    }

    @ParameterizedTest(name = "our clock is {0} off")
    @ValueSource(strings = {"P2D", "-P2D", "PT0S"})
    void aDayThatWasBegunWhileItCouldChangeIsJudgedByTheServersClock(Duration skew) {
        calls.now = day -> NOW;
        Export overlapped = ALL.between(FIRST.plusDays(4), FIRST.plusDays(4)).newestDay(NewestDay.OVERLAPPED);
        Checkpoint withinTheDay = checkpoints(client.export(overlapped)).get(0);
        List<String> all = FakeCalls.of("2026-03-05");

        assertThat(sids(client.export(overlapped, withinTheDay, () -> NOW.plus(skew))))
                .as("still the same day")
                .isEqualTo(all.subList(3, 10));
        calls.now = day -> NOW.plus(Duration.ofDays(1));
        assertThat(sids(client.export(overlapped, withinTheDay, () -> NOW.plus(skew))))
                .as("the day is over")
                .isEqualTo(all);
        calls.refuseLinksOnce(410);
        assertThat(sids(client.export(overlapped, withinTheDay, () -> NOW.plus(skew))))
                .as("the day is over, and its link too")
                .isEqualTo(all);
    }

    @Test
    void aDayIsNotDoneWhenItsOwnAnswerSaysThatItIsNotOver() {
        // One of several servers lags two days behind.
        calls.now = day -> "2026-03-03".equals(day) ? NOW.minus(Duration.ofDays(2)) : NOW;
        List<ExportPage> pages = collect(byDay(NewestDay.LEFT_OUT, null));
        assertThat(pages)
                .extracting(ExportPage::day)
                .doesNotContain(FIRST.plusDays(2))
                .contains(FIRST.plusDays(3));

        calls.now = day -> NOW;
        Checkpoint last = pages.get(pages.size() - 1).checkpoint();
        assertThat(sids(byDay(NewestDay.LEFT_OUT, last))).isEqualTo(FakeCalls.of("2026-03-03"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "today", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT"})
    void anAnswerThatDoesNotTellTheTimeLeavesItToOurClock(String date) {
        calls.date = date;

        assertThat(sids(byDay(NewestDay.LEFT_OUT, null))).hasSize(2 + 4 + 6 + 8);
    }

    @Test
    void allFormsOfDatesCloseDays() {
        for (String date :
                List.of("Thursday, 05-Mar-26 12:00:00 GMT", "Thu Mar  5 12:00:00 2026", "5 Mar 2026 12:00:00 UTC")) {
            calls.date = date;
            assertThat(sids(client.export(ALL.since(FIRST), null, () -> NOW.plus(Duration.ofDays(2)))))
                    .hasSize(2 + 4 + 6 + 8);
        }
    }

    @Test
    void daysThatAreOverAreAskedForOnceAndOneIsAskedForToLearnTheTime() {
        calls.now = day -> NOW;
        Checkpoint end = checkpoints(client.export(ALL.between(FIRST, FIRST.plusDays(1))))
                .get(2);
        assertThat(server.getRequestCount())
                .as("a page of the first day, two of the second")
                .isEqualTo(3);

        assertThat(sids(client.export(ALL.between(FIRST, FIRST.plusDays(1)), end)))
                .isEmpty();
        assertThat(server.getRequestCount()).as("nothing is left").isEqualTo(3);

        assertThat(sids(client.export(ALL.since(NOW.atZone(ZoneOffset.UTC).toLocalDate()))))
                .isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void aCheckpointOfAnotherExportIsRefused() {
        Checkpoint checkpoint = checkpoints(client.export(ALL)).get(0);
        Export busy = Export.of(ListCalls.builder().to("+15551230000").build());

        StepVerifier.create(client.export(busy, checkpoint))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalArgumentException.class)
                        .message()
                        .doesNotContain("5551230000"))
                .verify(LONG);
        StepVerifier.create(client.account("AC2").export(ALL, checkpoint))
                .expectError(IllegalArgumentException.class)
                .verify(LONG);
        Export otherPages = Export.of(ListCalls.builder().pageSize(7).build());
        assertThat(sids(client.export(otherPages, checkpoint))).hasSize(7);
    }

    @Test
    void aCheckpointKeepsWhatTheSinkNotedAndShowsNoLink() {
        Checkpoint checkpoint = checkpoints(client.export(ALL)).get(0).withNote("bytes", "12");

        assertThat(Checkpoint.parse(checkpoint.toJson()).notes()).containsEntry("bytes", "12");
        assertThat(checkpoint.toString()).doesNotContain("Page");
    }

    @Test
    void aCheckpointThatCallsDoneWhatHasANextPageIsRefused() {
        String json = checkpoints(client.export(ALL)).get(0).toJson();
        assertThat(json).contains("next_page", "\"done\":false");

        assertThatThrownBy(() -> Checkpoint.parse(json.replace("\"done\":false", "\"done\":true")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"schema\":2}", "{\"schema\":1}", "{\"schema\":1,\"items\":\"x\"}"})
    void whatIsNoCheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void daysNeedAListThatHasThemAndAFilterThatDoesNot() {
        assertThatThrownBy(() -> Export.of(ListQueues.builder().build()).since(FIRST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> Export.of(ListCalls.builder().startedAfter(FIRST).build())
                                .since(FIRST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("StartTime>");
        for (String name : List.of("StartTime", "StartTime>", "StartTime<", "StartTime_gt", "StartTime_lt")) {
            Export filtered = Export.of(
                    ListCalls.builder().additionalParameter(name, "2026-01-01").build());
            assertThatThrownBy(() -> filtered.since(FIRST)).hasMessageContaining("already filters by " + name + ";");
        }
    }

    private Flux<ExportPage> byDay(NewestDay policy, Checkpoint checkpoint) {
        return client.export(ALL.since(FIRST).slicesAtOnce(2).newestDay(policy), checkpoint, () -> NOW);
    }

    private static List<ExportPage> collect(Flux<ExportPage> pages) {
        return Objects.requireNonNull(pages.collectList().block(LONG));
    }

    private static List<Checkpoint> checkpoints(Flux<ExportPage> pages) {
        return collect(pages).stream().map(ExportPage::checkpoint).toList();
    }

    private static List<String> sids(Flux<ExportPage> pages) {
        return collect(pages).stream()
                .flatMap(page -> page.items().stream())
                .map(ExportTest::sid)
                .toList();
    }

    private static String sid(ByteBuffer item) {
        String text = StandardCharsets.UTF_8.decode(item.duplicate()).toString();
        return text.substring(8, text.length() - 2);
    }

    /** Ten calls, or so many of a day as its number says; three to a page. */
    private static final class FakeCalls extends Dispatcher {

        private final CopyOnWriteArrayList<String> deleted = new CopyOnWriteArrayList<>();
        private volatile int refuseLinks;
        private volatile boolean once;
        private volatile int refused;
        private volatile Function<String, Instant> now;
        private volatile String date;

        static List<String> of(String day) {
            String name = day == null ? "c" : day + "/";
            int count = day == null ? 10 : LocalDate.parse(day).getDayOfMonth() * 2;
            return IntStream.range(0, count).mapToObj(i -> name + i).toList();
        }

        void refuseLinksOnce(int status) {
            refuseLinks = status;
            once = true;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            HttpUrl url = request.getUrl();
            String token = url.queryParameter("PageToken");
            String day = url.queryParameter("StartTime");
            if (token != null && refuseLinks != 0) {
                int status = refuseLinks;
                if (once) {
                    refuseLinks = 0;
                }
                refused++;
                return new MockResponse.Builder().code(status).body("{}").build();
            }
            List<String> all =
                    of(day).stream().filter(sid -> !deleted.contains(sid)).toList();
            int from = token == null ? 0 : Integer.parseInt(token);
            int to = Math.min(all.size(), from + 3);
            StringBuilder body = new StringBuilder("{\"calls\":[");
            for (int i = from; i < to; i++) {
                body.append(i == from ? "" : ",")
                        .append("{\"sid\":\"")
                        .append(all.get(i))
                        .append("\"}");
            }
            body.append(']');
            if (to < all.size()) {
                body.append(",\"next_page_uri\":\"/v2/texml/Accounts/AC1/Calls.json?PageToken=")
                        .append(to);
                body.append(day == null ? "" : "&StartTime=" + day).append('"');
            }
            MockResponse.Builder answer =
                    new MockResponse.Builder().code(200).body(body.append('}').toString());
            if (now != null) {
                answer.setHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                now.apply(day).atOffset(ZoneOffset.UTC)));
            } else if (date != null) {
                answer.setHeader("Date", date);
            }
            return answer.build();
        }
    }
}
