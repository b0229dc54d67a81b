package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
