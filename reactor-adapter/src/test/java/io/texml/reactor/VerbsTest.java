package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.OperationCase.CALL_SID;
import static io.texml.reactor.OperationCase.CONFERENCE_SID;
import static io.texml.reactor.OperationCase.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** The verbs that people think in, and the one form that each of them sends. */
class VerbsTest {

    private static final String CALL = ACCOUNT + "/Calls/" + CALL_SID;
    private static final String CONFERENCE = ACCOUNT + "/Conferences/" + CONFERENCE_SID;
    private static final String PARTICIPANT = CONFERENCE + "/Participants/agent";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private record Verb(String name, Function<TexmlClient, Mono<?>> call, String path, String form) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Verb> verbs() {
        URI music = URI.create("https://example.com/music");
        return Stream.of(
                new Verb("hang up", client -> client.calls().hangUp(CALL_SID), CALL, "Status=completed"),
                new Verb(
                        "redirect to a URL",
                        client -> client.calls().redirect(CALL_SID, music),
                        CALL,
                        "Url=https%3A%2F%2Fexample.com%2Fmusic"),
                new Verb(
                        "redirect to TeXML",
                        client -> client.calls().redirectToTexml(CALL_SID, "<Response/>"),
                        CALL,
                        "Texml=%3CResponse%2F%3E"),
                new Verb(
                        "start a recording with the defaults",
                        client -> client.calls().recordings(CALL_SID).start(),
                        CALL + "/Recordings.json",
                        ""),
                recording("pause", client -> client.calls().recordings(CALL_SID).pause(RECORDING_SID), "paused"),
                recording(
                        "resume", client -> client.calls().recordings(CALL_SID).resume(RECORDING_SID), "in-progress"),
                recording("stop", client -> client.calls().recordings(CALL_SID).stop(RECORDING_SID), "stopped"),
                new Verb(
                        "stop SIPREC",
                        client -> client.calls().siprec(CALL_SID).stop("rec-1"),
                        CALL + "/Siprec/rec-1.json",
                        "Status=stopped"),
                new Verb(
                        "stop a stream",
                        client -> client.calls().streams(CALL_SID).stop("stream-1"),
                        CALL + "/Streams/stream-1.json",
                        "Status=stopped"),
                new Verb(
                        "end a conference",
                        client -> client.conferences().end(CONFERENCE_SID),
                        CONFERENCE,
                        "Status=completed"),
                new Verb(
                        "announce",
                        client -> client.conferences().announce(CONFERENCE_SID, music),
                        CONFERENCE,
                        "AnnounceUrl=https%3A%2F%2Fexample.com%2Fmusic"),
                participant("mute", participants -> participants.mute("agent"), "Muted=true"),
                participant("unmute", participants -> participants.unmute("agent"), "Muted=false"),
                participant("hold", participants -> participants.hold("agent"), "Hold=true"),
                participant(
                        "hold with music",
                        participants -> participants.hold("agent", music),
                        "Hold=true&HoldUrl=https%3A%2F%2Fexample.com%2Fmusic"),
                participant("unhold", participants -> participants.unhold("agent"), "Hold=false"));
    }

    private static Verb recording(String verb, Function<TexmlClient, Mono<?>> call, String status) {
        return new Verb(
                verb + " a recording", call, CALL + "/Recordings/" + RECORDING_SID + ".json", "Status=" + status);
    }

    private static Verb participant(String verb, Function<ParticipantsClient, Mono<?>> call, String form) {
        return new Verb(
                verb + " a participant",
                client -> call.apply(client.conferences().participants(CONFERENCE_SID)),
                PARTICIPANT,
                form);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void aVerbSendsItsForm(Verb verb) {
        api.expect("POST " + verb.path(), StrictApi.json("{\"sid\":\"x\"}"));

        Object answer = verb.call().apply(api.client()).block(Duration.ofSeconds(10));

        RecordedRequest request = api.received();
        assertThat(answer).isNotNull();
        assertThat(request.getBody() == null ? "" : request.getBody().utf8()).isEqualTo(verb.form());
        assertThat(request.getHeaders().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
    }
}
