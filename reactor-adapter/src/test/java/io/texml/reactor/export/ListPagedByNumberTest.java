package io.texml.reactor.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.Headers;
import io.texml.operation.Page;
import io.texml.recordings.ListRecordings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** A list whose links hold a page's number and no token, newest first, to which items come while it is read. */
class ListPagedByNumberTest {

    private static final int PAGE_SIZE = 2;
    private static final Export RECORDINGS = Export.of(ListRecordings.builder().build());

    private final List<String> recordings = new ArrayList<>(List.of("RE6", "RE5", "RE4", "RE3", "RE2", "RE1"));
    private final List<Integer> fetched = new ArrayList<>();
    private int perPage;
    private String parameter = "Page";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void whatComesInFrontWhileAPageIsFetchedBringsNothingTwice(int count) {
        perPage = count;
        List<String> all = sids(null, Integer.MAX_VALUE);

        assertThat(all).doesNotHaveDuplicates().containsSubsequence("RE6", "RE5", "RE4", "RE3", "RE2", "RE1");
    }

    @Test
    void oneThatComesInFrontIsNotTakenForAnOlderOne() {
        perPage = 0;
        assertThat(sids(null, Integer.MAX_VALUE)).containsExactly("RE6", "RE5", "RE4", "RE3", "RE2", "RE1");
        assertThat(fetched).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8})
    void whatComesInFrontWhileItStandsStillBringsNothingTwice(int count) {
        for (int read = 1; read < 3; read++) {
            restore();
            List<ExportPage> pages = pages(null, read);
            List<String> before = sids(pages);
            add(count);

            List<String> after = sids(pages.get(read - 1).checkpoint(), Integer.MAX_VALUE);

            before.addAll(after);
            assertThat(before).as("%d pages", read).containsExactly("RE6", "RE5", "RE4", "RE3", "RE2", "RE1");
        }
    }

    @Test
    void goingOnReadsThePageBeforeAndNotAllOfThem() {
        Checkpoint checkpoint = pages(null, 2).get(1).checkpoint();
        fetched.clear();

        assertThat(sids(checkpoint, Integer.MAX_VALUE)).containsExactly("RE2", "RE1");
        assertThat(fetched).containsExactly(1, 2);
    }

    @Test
    void whenTheLastDeliveredItemWasDeletedNothingIsMissing() {
        Checkpoint checkpoint = pages(null, 2).get(1).checkpoint();
        recordings.remove("RE3");

        assertThat(sids(checkpoint, Integer.MAX_VALUE)).contains("RE2", "RE1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whatComesInFrontWhileItGoesOnBringsNothingTwice(int count) {
        for (int read = 1; read < 3; read++) {
            restore();
            perPage = 0;
            List<ExportPage> pages = pages(null, read);
            perPage = count;

            List<String> all = sids(pages);
            all.addAll(sids(pages.get(read - 1).checkpoint(), Integer.MAX_VALUE));

            assertThat(all)
                    .as("%d pages", read)
                    .doesNotHaveDuplicates()
                    .containsSubsequence("RE6", "RE5", "RE4", "RE3", "RE2", "RE1");
        }
    }

    @Test
    void whenDeliveredItemsWereDeletedWhileItStoodStillNothingIsMissing() {
        List<String> delivered = List.of("RE6", "RE5", "RE4", "RE3");
        for (int deleted = 1; deleted <= delivered.size(); deleted++) {
            restore();
            Checkpoint checkpoint = pages(null, 2).get(1).checkpoint();
            recordings.removeAll(delivered.subList(0, deleted));

            List<String> rest = sids(checkpoint, Integer.MAX_VALUE);

            assertThat(rest).as("%d deleted", deleted).containsExactly("RE2", "RE1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "PageNumber", "Start", "offset"})
    void howeverALinkWithoutATokenIsWrittenNothingComesTwice(String name) {
        parameter = name;
        perPage = 1;

        assertThat(sids(null, Integer.MAX_VALUE))
                .doesNotHaveDuplicates()
                .containsSubsequence("RE6", "RE5", "RE4", "RE3", "RE2", "RE1");
    }

    private void restore() {
        recordings.clear();
        recordings.addAll(List.of("RE6", "RE5", "RE4", "RE3", "RE2", "RE1"));
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            recordings.add(0, "NEW" + recordings.size());
        }
    }

    private List<String> sids(@Nullable Checkpoint checkpoint, int pages) {
        return sids(pages(checkpoint, pages));
    }

    private static List<String> sids(List<ExportPage> pages) {
        List<String> sids = new ArrayList<>();
        pages.forEach(page -> page.items().forEach(item -> {
            String text = StandardCharsets.UTF_8.decode(item.duplicate()).toString();
            sids.add(text.substring(8, text.length() - 2));
        }));
        return sids;
    }

    private List<ExportPage> pages(@Nullable Checkpoint checkpoint, int pages) {
        return RECORDINGS
                .pages(
                        (request, link, answered) -> {
                            answered.accept(Headers.of(Map.of()));
                            int first =
                                    link == null ? 0 : Integer.parseInt(link.replaceAll(".*[?]\\w+=(\\d+)&.*", "$1"));
                            return Flux.generate(() -> first, (number, sink) -> {
                                Page<ByteBuffer> page = page(number);
                                sink.next(page);
                                if (page.nextPage() == null) {
                                    sink.complete();
                                }
                                return number + 1;
                            });
                        },
                        "AC1",
                        checkpoint,
                        Instant::now)
                .take(pages)
                .collectList()
                .block(Duration.ofSeconds(20));
    }

    private Page<ByteBuffer> page(int number) {
        fetched.add(number);
        assertThat(fetched.size()).isLessThan(1000);
        List<ByteBuffer> items = IntStream.range(number * PAGE_SIZE, (number + 1) * PAGE_SIZE)
                .filter(i -> i < recordings.size())
                .mapToObj(recordings::get)
                .map(sid -> ByteBuffer.wrap(("{\"sid\":\"" + sid + "\"}").getBytes(StandardCharsets.UTF_8)))
                .toList();
        boolean more = (number + 1) * PAGE_SIZE < recordings.size();
        String link = "/v2/texml/Accounts/acc/Recordings.json?" + parameter + "=" + (number + 1) + "&PageSize=2";
        Page<ByteBuffer> page =
                new Page<>(items, more ? link : null, null, null, null, null, null, null, null, null, null, Map.of());
        if (number < 3) {
            add(perPage);
        }
        return page;
    }
}
