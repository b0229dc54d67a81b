package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Page sizes, page numbers, page tokens and filters of every list. */
class PagingTest {

    private static final int RECORDS = 5;

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofHours(3)))
            .start();
    private final Api api = new Api(simulator);
    private String conference = "";
    private String call = "";

    @BeforeEach
    void fiveOfEverything() {
        String dialled = "";
        for (int i = 0; i < RECORDS; i++) {
            Api.Answer participant = api.form(
                    api.account("/Conferences/room-" + (i == 0 ? 0 : 1) + "/Participants"),
                    "ApplicationSid=app&ConferenceRecord=true&From=%2B13125550147&To=%2B1773555010" + i);
            conference = participant.field("conference_sid");
            call = participant.field("call_sid");
            api.form(
                    api.account("/Conferences/extra-" + i + "/Participants"),
                    "ApplicationSid=app&From=%2B13125550147&To=%2B1773555020" + i);
            api.form(api.account("/Queues"), "FriendlyName=queue-" + i);
            api.json(
                    "/v2/texml_applications",
                    "{\"friendly_name\":\"app-" + i + "\",\"voice_url\":\"http://127.0.0.1/\"}");
        }
        for (int i = 0; i < RECORDS; i++) {
            dialled = api.dial(
                    "+1773555030" + i,
                    "\"Texml\":\"<Response><Record maxLength='5' transcription='true'/></Response>\"");
        }
        simulator.clock().advance(Duration.ofMinutes(1));
        assertThat(api.form(api.account("/Calls/" + dialled), "Status=completed")
                        .status())
                .isEqualTo(200);
        for (int i = 0; i < RECORDS; i++) {
            api.form(api.account("/Calls/" + call + "/Recordings.json"), "");
        }
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/Calls, calls, PageSize, sid",
        "/Conferences, conferences, PageSize, sid",
        "/Queues, queues, PageSize, sid",
        "/Recordings.json, recordings, PageSize, sid",
        "/Transcriptions.json, transcriptions, PageSize, sid",
        "/Calls/CALL/Recordings.json, recordings, PageSize, sid",
        "/Conferences/CONFERENCE/Participants, participants, pagesize, call_sid",
        "/Conferences/CONFERENCE/Recordings, recordings, pagesize, sid",
        "/Conferences/CONFERENCE/Recordings.json, recordings, PageSize, sid"
    })
    void everyListGoesPageByPageWithoutGapOrRepeat(String list, String items, String size, String id) {
        String path = api.account(list.replace("CALL", call).replace("CONFERENCE", conference));
        List<String> whole = ids(api.get(path), items, id);
        assertThat(whole).isNotEmpty().doesNotHaveDuplicates();
        List<String> paged = new ArrayList<>();
        long page = 0;
        String next = path + "?" + size + "=2";
        while (next != null) {
            Api.Answer answer = api.get(next);
            assertThat(answer.status()).as(next).isEqualTo(200);
            List<String> ids = ids(answer, items, id);
            assertThat(answer.json()).containsEntry("page", page).containsEntry("page_size", 2L);
            assertThat(answer.json()).containsEntry("start", page * 2).containsEntry("end", page * 2 + ids.size() - 1);
            paged.addAll(ids);
            next = (String) answer.json().get("next_page_uri");
            page++;
        }
        assertThat(paged).isEqualTo(whole);
        assertThat(page).isEqualTo((whole.size() + 1) / 2);
    }

    @Test
    void linksHaveTheDocumentedForms() {
        Api.Answer calls = api.get(api.account("/Calls?PageSize=2"));
        assertThat(calls.field("first_page_uri")).isEqualTo(api.account("/Calls.json?Page=0&PageSize=2"));
        assertThat(calls.field("uri")).isEqualTo(api.account("/Calls.json?Page=0&PageSize=2"));
        assertThat(calls.field("next_page_uri"))
                .matches("\\Q" + api.account("/Calls.json?Page=1&PageSize=2&PageToken=") + "\\E[\\w-]+");
        Api.Answer recordings = api.get(api.account("/Recordings.json?Page=1&PageSize=2"));
        assertThat(recordings.field("previous_page_uri")).isEqualTo(api.account("/Recordings.json?Page=0&PageSize=2"));
        Api.Answer transcriptions = api.get(api.account("/Transcriptions.json?PageSize=2"));
        assertThat(transcriptions.field("first_page_uri")).isEqualTo(api.account("/Transcriptions.json?PageSize=2"));
        assertThat(transcriptions.field("uri")).isEqualTo(api.account("/Transcriptions.json?PageSize=2"));
        assertThat(transcriptions.json()).containsEntry("previous_page_uri", null);
        assertThat(transcriptions.field("next_page_uri"))
                .matches("\\Q" + api.account("/Transcriptions.json?PageToken=") + "\\E[\\w-]+&PageSize=2");
        Api.Answer second = api.get(transcriptions.field("next_page_uri"));
        assertThat(api.get(second.field("previous_page_uri")).items("transcriptions"))
                .isEqualTo(transcriptions.items("transcriptions"));
        String base = api.account("/Conferences/" + conference);
        assertThat(api.get(base + "/Participants").field("uri"))
                .isEqualTo(base + "/Participants.json?page=0&pagesize=20");
        assertThat(api.get(base + "/Recordings").field("uri")).isEqualTo(base + "/Recordings.json?page=0&pagesize=20");
    }

    @Test
    void filtersStayInTheLinks() {
        Api.Answer page = api.get(api.account("/Calls?PageSize=1&StartTime=2026-01-05&From=%2B13125550147"));
        assertThat(page.field("next_page_uri")).endsWith("&StartTime=2026-01-05&From=%2B13125550147");
        assertThat(api.get(page.field("next_page_uri")).items("calls")).hasSize(1);
    }

    @Test
    void aFilterStaysInTheLinksUnderTheNameThatItHad() {
        for (String filter : new String[] {"StartTime%3E=2026-01-04", "StartTime_gt=2026-01-04"}) {
            Api.Answer page = api.get(api.account("/Calls?PageSize=1&" + filter));
            assertThat(page.field("first_page_uri")).endsWith("&" + filter);
            assertThat(page.field("next_page_uri")).endsWith("&" + filter);
            assertThat(api.get(page.field("next_page_uri")).items("calls")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/Calls?To=%2B17735550301|calls|1",
                "/Calls?From=%2B13125550147&PageSize=100|calls|15",
                "/Calls?From=%2B15550000|calls|0",
                "/Calls?Status=busy|calls|0",
                "/Calls?Status=completed|calls|1",
                "/Calls?StartTime=2026-01-05&PageSize=100|calls|15",
                "/Calls?StartTime%3E=2026-01-05|calls|0",
                "/Calls?StartTime%3E=2026-01-04&StartTime%3C=2026-01-06&PageSize=100|calls|15",
                "/Calls?EndTime%3C=2026-01-05|calls|0",
                "/Calls?EndTime%3E=2026-01-04&Status=completed|calls|1",
                "/Calls?StartTime%3E=2026-01-04&StartTime_gt=2026-01-05|calls|0",
                "/Calls?StartTime_gt=2026-01-05|calls|0",
                "/Calls?StartTime_gt=2026-01-04&StartTime_lt=2026-01-06&PageSize=100|calls|15",
                "/Calls?EndTime=2026-01-05|calls|1",
                "/Calls?EndTime_lt=2026-01-05|calls|0",
                "/Calls?EndTime_gt=2026-01-04&Status=completed|calls|1",
                "/Conferences?FriendlyName=room-0|conferences|1",
                "/Conferences?Status=in-progress|conferences|7",
                "/Conferences?Status=completed|conferences|0",
                "/Conferences?DateCreated=2026-01-05|conferences|7",
                "/Conferences?DateCreated=%3E%3D2026-01-05&DateUpdated=%3C2026-01-05|conferences|0",
                "/Queues?DateCreated=%3C%3D2026-01-05|queues|5",
                "/Queues?DateUpdated=%3E2026-01-05|queues|0",
                "/Recordings.json?DateCreated=%3E%3D2026-01-05T09:01:00Z|recordings|5",
                "/Recordings.json?DateCreated=%3C2026-01-05T09:00:30Z|recordings|7"
            })
    void everyFilterWorks(String list, String items, int expected) {
        Api.Answer answer = api.get(api.account(list));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.items(items)).hasSize(expected);
    }

    @Test
    void applicationsComeOldestFirstAndByNumberOfThePage() {
        Api.Answer second = api.get("/v2/texml_applications?page%5Bsize%5D=2&page%5Bnumber%5D=2");
        assertThat(second.items("data"))
                .extracting(application -> application.get("friendly_name"))
                .containsExactly("app-2", "app-3");
        assertThat(Api.object(second.json().get("meta")))
                .containsEntry("page_number", 2L)
                .containsEntry("page_size", 2L)
                .containsEntry("total_pages", 3L)
                .containsEntry("total_results", 5L);
    }

    private static List<String> ids(Api.Answer answer, String items, String id) {
        List<String> ids = new ArrayList<>();
        for (Map<String, @Nullable Object> item : answer.items(items)) {
            ids.add(String.valueOf(item.get(id)));
        }
        return ids;
    }
}
