package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.texml.ApiException;
import io.texml.calls.CallEvent;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * The simulator's page, in Chromium. Without it the test is skipped, unless {@code TEXML_REQUIRE_BROWSER} is 1. With
 * {@code -Dpage.screenshots=true} it makes the pictures of the simulator's README anew.
 */
@ExtendWith(SimulatorExtension.class)
class PageInABrowserTest {

    private static final boolean REQUIRED = "1".equals(System.getenv("TEXML_REQUIRE_BROWSER"));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NUMBER = "+15550100";
    private static final String MENU = "<Response>\n"
            + "  <Gather numDigits='1' timeout='60' action='/chosen'>\n"
            + "    <Say>For sales press 1, for support press 2.</Say>\n"
            + "  </Gather>\n"
            + "</Response>";
    private static final String CHOSEN = "<Response><Say>Support is closed.</Say><Pause length='100'/></Response>";

    private static @Nullable Browser browser;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer application;

    @BeforeAll
    static void startTheBrowser() {
        String missing = Browser.missing();
        if (missing == null) {
            browser = Browser.start();
        } else {
            System.err.println("The simulator's page is not tried in a browser, as " + missing);
        }
    }

    @AfterAll
    static void stopTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void theBrowserAndTheApplicationAreThere() throws IOException {
        if (REQUIRED) {
            assertThat(Browser.missing())
                    .as("why the required browser is not there")
                    .isNull();
        }
        Assumptions.assumeTrue(browser != null, "The browser is not there.");
        page().leave();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Map<String, String> documents = Map.of("/menu", MENU, "/chosen", CHOSEN, "/status", "");
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            received.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] document = documents.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, document.length == 0 ? -1 : document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();
        application = server;
    }

    @AfterEach
    void stopTheApplication() {
        if (application != null) {
            application.stop(0);
        }
    }

    private Browser page() {
        return Objects.requireNonNull(browser);
    }

    private URI url(String path) {
        int port = Objects.requireNonNull(application).getAddress().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private CreateCall aCall() {
        return CreateCall.builder()
                .applicationSid("app")
                .from("+13125550147")
                .to(NUMBER)
                .callerId("<script>alert(1)</script>")
                .url(url("/menu"))
                .statusCallback(url("/status"))
                .statusCallbackEvents(List.of(CallEvent.RINGING, CallEvent.ANSWERED))
                .record(true)
                .build();
    }

    @Test
    void aCallIsSeenFromItsDialToItsEndAndTakenPartIn(TexmlSimulator simulator, TexmlClient client) {
        Browser page = page();
        page.size(900, 700);
        page.dark(false);
        page.open(simulator.baseUrl().resolve("/_simulator/").toString());
        page.awaitText("#count", "0 calls, 0 of them live");

        simulator.callScript(NUMBER, CallScript.noAnswer());
        client.calls().create(aCall()).block(SOON);
        page.awaitText("#calls", "queued");
        assertThat(page.text("#calls")).contains("<script>alert(1)</script> +13125550147", NUMBER);
        page.button("+1 s").click();
        page.awaitText("#calls", "ringing");
        page.awaitText("#count", "1 call, 1 of them live");
        page.screenshot("calls");

        page.find("#calls a").click();
        page.awaitText("#state", "The call is ringing");
        page.button("Answer").click();
        page.awaitText("#state", "The call is in-progress");
        page.button("+1 s").click();
        page.awaitText("#timeline", "Gather (line 2)");

        // By the keyboard, which stays where it was.
        page.button("2").sendKeys(Keys.SPACE);
        page.awaitText("#timeline", "pressed a key");
        page.button("+1 s").click();
        page.awaitText("#timeline", "gather → answered 200");
        page.awaitText("#timeline", "call-answered → answered 200");
        assertThat(received).anyMatch(request -> request.startsWith("/chosen ") && request.contains("Digits=2"));
        page.run("for (const details of document.querySelectorAll('#timeline details')) {"
                + "details.open = details.textContent.includes('gather \\u2192') }");
        assertThat(page.text("#timeline")).contains("Digits", "The answer:", "<Say>Support is closed.</Say>");
        page.size(900, 1200);
        page.screenshot("call");

        page.button("Hang up").click();
        page.awaitText("#state", "The call is completed");
        assertThat(page.text("#timeline")).as("what was open stays open").contains("<Say>Support is closed.</Say>");
        page.button("+10 s").click();
        page.awaitScript("(document.querySelector('#recordings audio')?.duration ?? 0) > 0.9");
        assertThat(client.calls().list().next().block(SOON).status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aFaultThatIsAddedOnThePageActs(TexmlSimulator simulator, TexmlClient client) {
        Browser page = page();
        page.size(900, 700);
        page.open(simulator.baseUrl().resolve("/_simulator/page/faults").toString());
        page.awaitText("#count", "0 faults in force");
        page.find("input[name=fault]").sendKeys("on=calls.create status=500 times=2");
        page.button("Add the fault").click();
        page.awaitText("#count", "1 fault in force, 0 requests met one so far");

        assertThatThrownBy(() -> client.calls().create(aCall()).block(SOON)).isInstanceOf(ApiException.class);

        page.awaitText("#count", "1 fault in force, 1 request met one so far");
        page.find("input[name=fault]").sendKeys("nonsense" + Keys.ENTER);
        page.awaitText("#problem", "Expected name=value");
        assertThat(page.complaints()).singleElement().asString().contains("status of 400");
        page.screenshot("faults");
        page.button("Remove all faults").click();
        page.awaitText("#count", "0 faults in force");
        assertThat(page.text("#problem")).isEmpty();
        page.find("nav a[href$=journal]").click();
        page.awaitText("#journal", "POST calls.create → 500");
    }

    @Test
    void itIsReadOnAPhoneAndInTheDarkAndByTheKeyboard(TexmlSimulator simulator, TexmlClient client) {
        Browser page = page();
        simulator.callScript(NUMBER, CallScript.answered().withTalks(Duration.ofMinutes(5)));
        client.calls().create(aCall()).block(SOON);
        simulator.clock().advance(Duration.ofSeconds(8));
        String sid = client.calls().list().next().block(SOON).sid();
        page.size(360, 740);
        page.dark(true);
        for (String address :
                List.of("", "page/conferences", "page/queues", "page/journal", "page/faults", "page/call?sid=" + sid)) {
            page.open(simulator.baseUrl().resolve("/_simulator/" + address).toString());
            assertThat(page.run("return document.documentElement.scrollWidth"))
                    .as(address)
                    .isEqualTo(360L);
            assertThat(page.run("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(20, 23, 22)");
            assertThat(page.run("return [...document.querySelectorAll('input:not([type=hidden]), select')]"
                            + ".filter(input => input.labels.length === 0).length"))
                    .as("inputs without a label")
                    .isEqualTo(0L);
            page.find("body").sendKeys(Keys.TAB);
            assertThat(page.focused().getText()).isEqualTo("Skip to the content");
        }
        page.awaitText("#state", "in-progress");
        page.run("document.activeElement.blur()");
        page.screenshot("phone");
        page.dark(false);
        assertThat(page.complaints()).isEmpty();
    }
}
