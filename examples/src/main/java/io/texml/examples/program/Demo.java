package io.texml.examples.program;

import io.texml.applications.CreateApplication;
import io.texml.applications.TexmlApplication;
import io.texml.callbacks.CallbackReader;
import io.texml.examples.PhoneMenu;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application that lives with a simulator: a phone menu that others can ring, and that calls somebody now and then. */
final class Demo implements AutoCloseable {

    private static final Duration BETWEEN_CALLS = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OWN_NUMBER = "+13125550100";
    private static final int NUMBERS = 8;

    private final TexmlClient client;
    private final PhoneMenu menu;
    private final Disposable calling;

    /**
     * Begins.
     *
     * @param stands whether the simulator's clock does; only then signatures tell its time
     */
    Demo(TexmlSimulator simulator, boolean stands) {
        client = TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .build();
        menu = new PhoneMenu(
                CallbackReader.builder()
                        .publicKeys(simulator.publicKey())
                        .clock(stands ? simulator.clock() : Clock.systemUTC())
                        .build(),
                0);
        URI url = URI.create("http://127.0.0.1:" + menu.port());
        String application = client.applications()
                .create(CreateApplication.builder()
                        .friendlyName("demo")
                        .voiceUrl(url.resolve("/texml"))
                        .build())
                .mapNotNull(TexmlApplication::id)
                .block(SOON);
        Objects.requireNonNull(application, "The simulator made an application without an id");
        simulator.callScript(number(1), CallScript.answered().presses("1"));
        simulator.callScript(number(2), CallScript.answered().presses("2"));
        simulator.callScript(number(3), CallScript.busy());
        simulator.callScript(number(4), CallScript.noAnswer());
        calling = Flux.interval(Duration.ZERO, BETWEEN_CALLS)
                .onBackpressureDrop()
                .flatMap(
                        turn -> menu.call(client, url, application, OWN_NUMBER, number((int) (turn % NUMBERS)))
                                // A fault that somebody tries is seen on the page.
                                .onErrorResume(failed -> Mono.empty()),
                        Integer.MAX_VALUE)
                .subscribe();
    }

    private static String number(int place) {
        return "+1773555020" + place;
    }

    @Override
    public void close() {
        calling.dispose();
        menu.close();
        client.close();
    }
}
