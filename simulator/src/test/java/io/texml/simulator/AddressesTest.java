package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.OperationRule;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which addresses there are: those of the documentation, and the links of the answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddressesTest {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().calls(3).recordings(3).transcriptions(3).start();
    private final Api api = new Api(simulator);

    @AfterAll
    void close() {
        simulator.close();
    }

    static Stream<OperationRule> operations() {
        return Contract.load().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theOtherSpellingOfAnAddressIsNoneButWhereSomethingIsRead(OperationRule operation) {
        String path = operation
                .path()
                .replace("{account_sid}", simulator.accountSid())
                .replaceAll("\\{[a-z_]+}", "x");
        String other = path.endsWith(".json") ? path.substring(0, path.length() - 5) : path + ".json";
        boolean isLink = operation.method().equals("GET") && !path.endsWith(".json");
        // Both lists of a conference's recordings are documented.
        boolean isDocumented = operations()
                .anyMatch(rule -> rule.method().equals(operation.method())
                        && rule.path()
                                .replaceAll("\\{[a-z_]+}", "x")
                                .equals(other.replace(simulator.accountSid(), "x")));

        Api.Answer answer = api.send(operation.method(), other);

        boolean isThere = answer.status() != 405 && !answer.text().contains("\"10003\"");
        assertThat(isThere).as(answer.text()).isEqualTo(isLink || isDocumented);
    }

    @Test
    void anAddressThatIsThereInAnotherSpellingTakesNoMethod() {
        assertThat(api.get(api.account("/Calls/x/Recordings")).status()).isEqualTo(404);
        assertThat(api.send("POST", api.account("/Calls/x/Recordings")).status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/v2/texml/ai_calls/x.json").status()).isEqualTo(404);
    }

    @Test
    void everyLinkInEveryAnswerLeadsToSomethingHere() {
        Set<String> links = new TreeSet<>();
        for (Api.Answer answer : everyKindOfAnswer()) {
            assertThat(answer.status()).as(answer.text()).isIn(200, 201);
            gather(answer.json(), false, links);
        }
        assertThat(links).hasSizeGreaterThan(30);
        for (String link : links) {
            // No operation is documented at the members of a queue.
            int expected = link.endsWith("/Members.json") ? 404 : 200;
            String path = link.startsWith("http") ? pathOf(link) : link;
            Api.Answer answer = api.get(path);
            boolean onlyChanges = path.matches(".*/Calls/[^/]+/(Recordings|Streams|Siprec)/[^/]+\\.json");
            assertThat(answer.status()).as(link).isEqualTo(onlyChanges ? 405 : expected);
        }
    }

    private String pathOf(String link) {
        URI uri = URI.create(link);
        assertThat(uri.getPort()).as(link).isEqualTo(simulator.port());
        return uri.getRawPath();
    }

    private List<Api.Answer> everyKindOfAnswer() {
        String call = api.account("/Calls/" + api.dial("+17735550100"));
        String participant = "ApplicationSid=app&From=%2B13125550147&To=%2B17735550101&ConferenceRecord=true";
        Api.Answer joined = api.form(api.account("/Conferences/room/Participants"), participant);
        api.form(api.account("/Conferences/" + joined.field("conference_sid") + "/Participants"), participant);
        simulator.clock().advance(Duration.ofSeconds(6));
        String conference = api.account("/Conferences/" + joined.field("conference_sid"));
        api.form(api.account("/Queues"), "FriendlyName=a+b");
        api.form(api.account("/Queues"), "FriendlyName=other");
        return List.of(
                joined,
                api.get(call),
                api.form(call + "/Recordings.json", ""),
                api.form(call + "/Streams.json", ""),
                api.form(call + "/Siprec.json", ""),
                api.get(call + "/Recordings.json"),
                api.get(api.account("/Calls?PageSize=1")),
                api.get(api.account("/Recordings.json?PageSize=1&Page=1")),
                api.get(api.account("/Transcriptions.json?PageSize=1")),
                api.get(api.account("/Conferences")),
                api.get(conference),
                api.get(conference + "/Participants?pagesize=1"),
                api.get(conference + "/Recordings"),
                api.get(conference + "/Recordings.json"),
                api.get(api.account("/Queues?PageSize=1")),
                api.get(api.account("/Queues/a%20b")));
    }

    private static void gather(@Nullable Object value, boolean links, Set<String> found) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) ->
                    gather(member, links || String.valueOf(name).matches(".*uris?"), found));
        } else if (value instanceof List<?> elements) {
            elements.forEach(element -> gather(element, false, found));
        } else if (links && value != null) {
            found.add(String.valueOf(value));
        }
    }
}
