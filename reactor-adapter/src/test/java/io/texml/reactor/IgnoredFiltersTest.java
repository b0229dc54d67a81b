package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.calls.ListCalls;
import io.texml.reactor.export.Export;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

/** A server that does not know a filter's name answers with all calls: that does not go unnoticed. */
class IgnoredFiltersTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String FIRST =
            "{\"sid\":\"c1\",\"status\":\"busy\",\"from\":\"+15550001\",\"to\":\"sip:ann@example.com\","
                    + "\"start_time\":\"Wed, 06 Mar 2024 12:00:00 +0000\","
                    + "\"end_time\":\"Thu, 07 Mar 2024 00:30:00 +0000\"}";
    private static final String MIDDLE = "{\"sid\":\"c2\",\"answered_by\":\"human\",\"from\":\"anonymous\"}";
    private static final String LAST = "{\"sid\":\"c3\",\"start_time\":\"Tue, 05 Mar 2024 12:00:00 +0000\","
            + "\"end_time\":\"Tue, 05 Mar 2024 12:30:00 +0000\"}";
    private static final String PAGE = "\"calls\":[" + FIRST + "," + MIDDLE + "," + LAST + "]";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @ParameterizedTest
    @CsvSource({
        "StartTime,   2024-03-04, true",
        "StartTime,   2024-03-05, false",
        "StartTime,   2024-03-06, false",
        "StartTime,   2024-03-07, true",
        "StartTime>,  2024-03-05, false",
        "StartTime>,  2024-03-06, true",
        "StartTime_gt,2024-03-06, true",
        "StartTime<,  2024-03-06, false",
        "StartTime<,  2024-03-05, true",
        "StartTime_lt,2024-03-05, true",
        "EndTime,     2024-03-03, true",
        "EndTime,     2024-03-06, false",
        "EndTime>,    2024-03-06, true",
        "EndTime_gt,  2024-03-05, false",
        "EndTime<,    2024-03-06, true",
        "EndTime_lt,  2024-03-07, false",
        "StartTime>,  someday,    false",
        "DateCreated, >=2024-03-10, false",
        "Status,      completed,  true",
        "Status,      BUSY,       false",
        "From,        +15550001,  false",
        "From,        15550001,   false",
        "From,        05550001,   false",
        "From,        0015550001, false",
        "From,        05550003,   true",
        "From,        +1 (555) 0001, false",
        "From,        +15550003,  true",
        "To,          sip:ann@example.com;transport=tls, false",
        "To,          sip:bob@example.com, true",
        "Unknown,     x,          false",
        "answered_by, x,          true",
        "PageSize,    2,          false",
    })
    void aCallThatAFilterLeavesOutIsToldOfOnce(String filter, String value, boolean told) {
        String query = "?" + encoded(filter) + "=" + encoded(value);
        for (int i = 0; i < 2; i++) {
            api.expect(
                    "GET " + ACCOUNT + "/Calls" + query,
                    json("{" + PAGE + ",\"next_page_uri\":\"" + ACCOUNT + "/Calls.json?Page=" + (i + 1) + "\"}"));
            api.expect("GET " + ACCOUNT + "/Calls.json?Page=" + (i + 1), json("{" + PAGE + "}"));
        }
        ListCalls calls = ListCalls.builder().additionalParameter(filter, value).build();

        List<String> typed = told(api.client().calls().list(calls));
        List<String> raw = told(api.client().list(calls).raw());

        assertThat(raw).isEqualTo(typed);
        assertThat(typed)
                .isEqualTo(
                        told
                                ? List.of("WARN calls.list has an item that the filter " + filter
                                        + " leaves out: the server seems to ignore it")
                                : List.of());
    }

    @Test
    void anExportThatAcceptsItSaysNothingForEachOfItsDays() {
        LocalDate day = LocalDate.of(2024, 3, 1);
        Export export = Export.of(ListCalls.builder().build())
                .between(day, day.plusDays(2))
                .acceptIgnoredFilters();
        for (int i = 0; i < 3; i++) {
            api.expect("GET " + ACCOUNT + "/Calls?StartTime=" + day.plusDays(i), json("{" + PAGE + "}"));
        }

        try (LogLines log = new LogLines("io.texml.response", Level.WARN)) {
            assertThat(api.client().export(export).count().block(SOON)).isEqualTo(3);
            assertThat(log.lines()).isEmpty();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> told(Flux<?> calls) {
        try (LogLines log = new LogLines("io.texml.response", Level.WARN)) {
            assertThat(calls.count().block(SOON)).isEqualTo(6);
            return log.lines().stream().filter(line -> line.contains("filter")).toList();
        }
    }
}
