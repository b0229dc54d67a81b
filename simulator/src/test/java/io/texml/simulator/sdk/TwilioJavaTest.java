package io.texml.simulator.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.base.Resource;
import com.twilio.base.ResourceSet;
import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Conference;
import com.twilio.rest.api.v2010.account.Queue;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.rest.api.v2010.account.Transcription;
import com.twilio.rest.api.v2010.account.conference.Participant;
import com.twilio.type.PhoneNumber;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What twilio-java reads of the lists and records that it shares with TeXML; only its addresses are changed. */
class TwilioJavaTest {

    private static final ZonedDateTime START = ZonedDateTime.parse("2026-01-05T09:00:00Z");
    private static final String FROM = "+13125550147";
    private static final int PAST = 120;

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .transcriptions(PAST)
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofMinutes(1)))
            .start();
    private final String account = simulator.accountSid();
    private final TwilioRestClient twilio = new TwilioRestClient.Builder("user", "password")
            .httpClient(new ToSimulator(simulator))
            .build();

    @AfterEach
    void close() {
        assertThat(simulator.journal().requests())
                .allMatch(request -> request.status() != 422 && request.status() != 0);
        simulator.journal().verify("unknown").never();
        simulator.close();
    }

    @Test
    void listsFollowTheLinksToTheirEnd() {
        assertThat(sids(Call.reader(account).setPageSize(50L).read(twilio), Call::getSid))
                .hasSize(PAST);
        simulator.journal().verify("calls.list").withStatus(200).times(3);
        assertThat(sids(Recording.reader(account).setPageSize(50L).read(twilio), Recording::getSid))
                .hasSize(PAST);
        simulator.journal().verify("recordings.list").withStatus(200).times(3);
        assertThat(sids(Transcription.reader(account).setPageSize(50L).read(twilio), Transcription::getSid))
                .hasSize(PAST);
        simulator.journal().verify("transcriptions.list").withStatus(200).times(3);
    }

    @Test
    void aCallIsFilteredAndFetched() {
        dial(
                "/Calls",
                "application/json",
                "{\"ApplicationSid\":\"app\",\"From\":\"" + FROM
                        + "\",\"To\":\"+17735550101\",\"Texml\":\"<Response><Pause length='20'/></Response>\"}");
        simulator.clock().advance(Duration.ofMinutes(2));
        Call call = single(Call.reader(account)
                .setTo(new PhoneNumber("+17735550101"))
                .setFrom(new PhoneNumber(FROM))
                .setStatus(Call.Status.COMPLETED)
                .read(twilio));
        Call fetched = Call.fetcher(account, call.getSid()).fetch(twilio);
        assertThat(fetched).isEqualTo(call);
        assertThat(call.getAccountSid()).isEqualTo(account);
        assertThat(call.getFrom()).isEqualTo(FROM);
        assertThat(call.getDateCreated().toInstant()).isEqualTo(START.toInstant());
        assertThat(call.getStartTime()).isBeforeOrEqualTo(call.getEndTime());
        assertThat(call.getEndTime()).isAfter(START);
        assertThat(call.getDuration()).matches("[0-9]+");
        assertThat(call.getDirection()).startsWith("outbound");
    }

    @Test
    void recordingsAndTranscriptionsAreFetched() {
        Recording listed =
                Recording.reader(account).limit(1).read(twilio).iterator().next();
        Recording recording = Recording.fetcher(account, listed.getSid()).fetch(twilio);
        assertThat(recording.getCallSid()).isEqualTo(listed.getCallSid());
        assertThat(recording.getStatus()).isEqualTo(Recording.Status.COMPLETED);
        assertThat(recording.getSource()).isNotNull();
        assertThat(recording.getChannels()).isPositive();
        assertThat(recording.getStartTime()).isBefore(START);
        assertThat(recording.getMediaUrl().getScheme()).isEqualTo("http");
        Transcription written =
                Transcription.reader(account).limit(1).read(twilio).iterator().next();
        Transcription transcription =
                Transcription.fetcher(account, written.getSid()).fetch(twilio);
        assertThat(transcription).isEqualTo(written);
        assertThat(transcription.getStatus()).isEqualTo(Transcription.Status.COMPLETED);
        assertThat(transcription.getTranscriptionText()).isNotBlank();
        assertThat(Recording.fetcher(account, transcription.getRecordingSid())
                        .fetch(twilio)
                        .getSid())
                .isEqualTo(transcription.getRecordingSid());
    }

    @Test
    void conferencesTheirParticipantsAndRecordingsAreListedAndFetched() {
        String form = "ApplicationSid=app&ConferenceRecord=record-from-start&From=%2B13125550147&To=%2B177355501";
        for (int i = 10; i < 35; i++) {
            dial("/Conferences/standup/Participants", "application/x-www-form-urlencoded", form + i);
        }
        simulator.clock().advance(Duration.ofSeconds(10));
        Conference conference = single(Conference.reader(account)
                .setFriendlyName("standup")
                .setStatus(Conference.Status.IN_PROGRESS)
                .setDateCreated(LocalDate.of(2026, 1, 5))
                .read(twilio));
        assertThat(Conference.fetcher(account, conference.getSid()).fetch(twilio))
                .isEqualTo(conference);
        assertThat(conference.getDateCreated().toInstant()).isEqualTo(START.toInstant());
        assertThat(conference.getDateUpdated()).isAfter(START);
        List<Participant> participants =
                items(Participant.reader(account, conference.getSid()).read(twilio));
        assertThat(participants).hasSize(25).doesNotHaveDuplicates();
        simulator
                .journal()
                .verify("conferences.participants.list")
                .withStatus(200)
                .times(2);
        assertThat(participants).allSatisfy(participant -> {
            assertThat(participant.getStatus()).isEqualTo(Participant.Status.CONNECTED);
            assertThat(participant.getDateCreated()).isNotNull();
            assertThat(participant.getMuted()).isFalse();
            assertThat(Participant.fetcher(account, conference.getSid(), participant.getCallSid())
                            .fetch(twilio))
                    .isEqualTo(participant);
        });
        assertThat(items(com.twilio.rest.api.v2010.account.conference.Recording.reader(account, conference.getSid())
                        .read(twilio)))
                .singleElement()
                .satisfies(recording -> assertThat(recording.getConferenceSid()).isEqualTo(conference.getSid()));
        assertThat(items(com.twilio.rest.api.v2010.account.call.Recording.reader(
                                account, participants.get(0).getCallSid())
                        .read(twilio)))
                .allSatisfy(recording -> assertThat(recording.getStartTime()).isNotNull());
        simulator.clock().advance(Duration.ofMinutes(2));
        assertThat(Conference.fetcher(account, conference.getSid())
                        .fetch(twilio)
                        .getReasonConferenceEnded())
                .isEqualTo(Conference.ReasonConferenceEnded.LAST_PARTICIPANT_LEFT);
    }

    @Test
    void queuesAreListedFetchedAndMissed() {
        for (String name : List.of("alpha", "beta", "gamma", "delta", "epsilon")) {
            dial("/Queues", "application/x-www-form-urlencoded", "MaxSize=10&FriendlyName=" + name);
        }
        assertThat(sids(Queue.reader(account).setPageSize(2L).read(twilio), Queue::getSid))
                .containsExactlyInAnyOrder("alpha", "beta", "gamma", "delta", "epsilon");
        simulator.journal().verify("queues.list").withStatus(200).times(3);
        Queue queue = Queue.fetcher(account, "beta").fetch(twilio);
        assertThat(queue.getMaxSize()).isEqualTo(10);
        assertThat(queue.getCurrentSize()).isZero();
        assertThat(queue.getAverageWaitTime()).isZero();
        assertThat(queue.getDateCreated().toInstant()).isEqualTo(START.toInstant());
        assertThatThrownBy(() -> Queue.fetcher(account, "omega").fetch(twilio)).isInstanceOf(ApiException.class);
        simulator.journal().verify("queues.get").withStatus(404).once();
    }

    private static <T extends Resource> Set<String> sids(ResourceSet<T> set, Function<T, String> sid) {
        Set<String> sids = new HashSet<>();
        for (T item : set) {
            assertThat(sids.add(sid.apply(item))).as("no item comes twice").isTrue();
        }
        return sids;
    }

    private static <T extends Resource> List<T> items(ResourceSet<T> set) {
        return StreamSupport.stream(set.spliterator(), false).toList();
    }

    private static <T extends Resource> T single(ResourceSet<T> set) {
        List<T> items = items(set);
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    /** The platforms differ in what makes something, so twilio-java does not. */
    private void dial(String path, String mediaType, String body) {
        HttpResponse<String> created = ToSimulator.send(
                simulator,
                HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/texml/Accounts/" + account + path))
                        .header("Content-Type", mediaType)
                        .POST(BodyPublishers.ofString(body)));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    }

    /** Sends what twilio-java asks to the same place of the simulator, with the simulator's key. */
    private static final class ToSimulator extends HttpClient {

        private static final String ROOT = "https://api.twilio.com";
        private static final String VERSION = "/2010-04-01/";
        private static final java.net.http.HttpClient HTTP = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .build();

        private final TexmlSimulator simulator;

        ToSimulator(TexmlSimulator simulator) {
            this.simulator = simulator;
        }

        @Override
        public Response makeRequest(Request request) {
            String url = request.constructURL().toString();
            assertThat(url).startsWith(ROOT);
            String path = url.substring(ROOT.length());
            // The links of a page are the simulator's own.
            URI address = simulator
                    .baseUrl()
                    .resolve(path.startsWith(VERSION) ? "/v2/texml/" + path.substring(VERSION.length()) : path);
            HttpResponse<String> response = send(
                    simulator,
                    HttpRequest.newBuilder(address)
                            .method(String.valueOf(request.getMethod()), BodyPublishers.noBody()));
            return new Response(response.body(), response.statusCode());
        }

        static HttpResponse<String> send(TexmlSimulator simulator, HttpRequest.Builder request) {
            try {
                return HTTP.send(
                        request.header("Authorization", "Bearer " + simulator.apiKey())
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
