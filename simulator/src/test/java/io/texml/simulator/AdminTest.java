package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminTest {

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void theClockAdvancesAndCallbacksAreSentMeanwhile() {
        api.dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/x") + "\"");
        Api.Answer clock = api.json("/_simulator/clock", "{\"until_idle\":true}");
        assertThat(clock.field("now")).startsWith("2026-01-05T09:0");
        assertThat(receiver.values("CallStatus")).containsExactly("completed");
        Api.Answer callbacks = api.get("/_simulator/callbacks?kind=call-completed");
        assertThat(callbacks.items("callbacks").get(0)).containsEntry("outcome", "delivered");
        assertThat(api.json("/_simulator/clock", "{\"advance\":\"P1D\"}").field("now"))
                .startsWith("2026-01-06");
        assertThat(api.json("/_simulator/clock", "{\"advance\":\"-P1D\"}").status())
                .isEqualTo(400);
    }

    @Test
    void faultsScriptsAndDeliveryAreSet() {
        assertThat(api.json("/_simulator/faults", "{\"fault\":\"on=calls.list status=503 times=1\"}")
                        .status())
                .isEqualTo(201);
        assertThat(api.get(api.account("/Calls")).status()).isEqualTo(503);
        assertThat(api.json("/_simulator/faults", "{\"fault\":\"nonsense\"}").status())
                .isEqualTo(400);
        api.json("/_simulator/scripts", "{\"number\":\"+15550100\",\"outcome\":\"busy\"}");
        String sid = api.dial("+15550100");
        api.json("/_simulator/clock", "{\"until_idle\":true}");
        assertThat(api.get(api.account("/Calls/" + sid)).field("status")).isEqualTo("busy");
        assertThat(api.json("/_simulator/callback_delivery", "{\"losses\":2}").status())
                .isEqualTo(400);
        assertThat(api.json("/_simulator/callback_delivery", "{\"losses\":0.5}").status())
                .isEqualTo(204);
    }

    @Test
    void theJournalIsShownWithoutSecrets() {
        api.dial("+17735550199", "\"SipAuthPassword\":\"hunter2\"");
        Api.Answer requests = api.get("/_simulator/requests?operation=calls.create");
        assertThat(requests.items("requests")).hasSize(1);
        assertThat(requests.text()).doesNotContain("hunter2").doesNotContain(simulator.apiKey());
        assertThat(api.delete("/_simulator/journal").status()).isEqualTo(204);
        assertThat(api.get("/_simulator/requests").items("requests")).isEmpty();
    }

    @Test
    void timeThatNoClockCanShowIsRefused() {
        for (String step : new String[] {"PT2562047788015215H", "P4000D", "-PT1S", "soon"}) {
            assertThat(api.json("/_simulator/clock", "{\"advance\":\"" + step + "\"}")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void resetBringsTheSameIdentifiersAgain() {
        String before = api.dial("+17735550199");
        assertThat(api.send("POST", "/_simulator/reset").status()).isEqualTo(204);
        assertThat(api.get(api.account("/Calls")).items("calls")).isEmpty();
        assertThat(api.dial("+17735550199")).isEqualTo(before);
    }

    @Test
    void theInformationNamesRetentionAndEverythingElseThatCanBeAsked() {
        Api.Answer info = api.get("/_simulator");
        assertThat(info.field("retention")).isEqualTo("10000");
        assertThat(info.field("public_key")).isEqualTo(simulator.publicKey());
        assertThat(info.text()).doesNotContain(simulator.apiKey());
        assertThat(api.get("/_simulator/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/clock|{\"advance\":\"30s\"}|The member advance has to be a time such as PT30S, PT5M or PT1.5S, not 30s",
                "/clock|{\"advance\":\"-PT1S\"}|The member advance has to be a time such as",
                "/clock|{\"advance\":30}|The member advance has to be a text",
                "/clock|{\"advnce\":\"PT1S\"}|There is no member advnce; did you mean advance? Known: advance, until_idle.",
                "/clock|{}|Either advance or until_idle has to be given",
                "/clock|{\"until_idle\":\"yes\"}|The member until_idle has to be true or false",
                "/clock|[]|The body has to be a JSON object",
                "/clock|{|The body is not JSON",
                "/faults|{}|The member fault is missing",
                "/faults|{\"fault\":\"on=calls.creat status=503\"}|There is no operation calls.creat; did you mean calls.create?",
                "/scripts|{\"number\":\"+1\",\"outcome\":\"engaged\"}|has to be one of answered, busy, no_answer, failed, not engaged",
                "/callback_delivery|{\"losses\":\"0.5\"}|The member losses has to be a number from 0 to 1",
                "/callback_delivery|{\"looses\":0.5}|There is no member looses; did you mean losses?"
            })
    void aMistakeIsExplained(String resource, String body, String explanation) {
        Api.Answer answer = api.json("/_simulator" + resource, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("error")).contains(explanation);
    }

    @Test
    void aMistakeInAQueryIsExplainedToo() {
        assertThat(api.get("/_simulator/requests?operation=calls.creat").field("error"))
                .isEqualTo("There is no operation calls.creat; did you mean calls.create?");
        assertThat(api.get("/_simulator/requests?opration=calls.create").field("error"))
                .isEqualTo("There is no parameter opration; did you mean operation?");
        assertThat(api.get("/_simulator/requests?limit=all").field("error"))
                .isEqualTo("limit has to be a whole number, not all");
        assertThat(api.get("/_simulator/callbacks?kind=completed").status()).isEqualTo(400);
        assertThat(api.json("/_simulator/scripts", "{\"number\":\"+1\",\"outcome\":\"no-answer\"}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aBrowsersPageCannotDriveIt() throws IOException {
        assertThat(raw("GET /_simulator HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://example.com\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /_simulator HTTP/1.1\r\nHost: rebound.example.com\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", simulator.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(16), StandardCharsets.US_ASCII);
        }
    }
}
