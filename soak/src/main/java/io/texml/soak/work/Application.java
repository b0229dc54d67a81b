package io.texml.soak.work;

import io.texml.callbacks.CallbackReader;
import io.texml.markup.Hangup;
import io.texml.markup.Pause;
import io.texml.markup.Texml;
import io.texml.reactor.ClientLoad;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.DiallerLoad;
import io.texml.soak.platform.Accounts;
import io.texml.soak.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What a service has: one client, one dialler, and an endpoint that the platform reaches over HTTP. */
public final class Application implements AutoCloseable {

    /** How many calls of the dialler may live at once. */
    public static final int MOST_LIVE = 20;

    static final Texml DOCUMENT = Texml.of(Pause.pause(Duration.ofSeconds(1)), Hangup.hangup());

    private static final Duration IDLE = Duration.ofSeconds(2);

    private final Platform platform;
    private final Overcome overcome = new Overcome();
    private final TexmlClient client;
    private final InMemoryCallbackEvents events;
    private final CallbackEndpoint endpoint;
    private final DisposableServer server;
    private final Dialler dialler;

    /** Starts it; it ends when it is closed. */
    public Application(Platform platform) {
        this.platform = platform;
        this.client = newClient().build();
        // What is kept for a time is bounded so that it is full when the warm-up is over, and grows no more.
        this.events = InMemoryCallbackEvents.builder()
                .recent(500, Duration.ofMinutes(1))
                .repeats(500, Duration.ofMinutes(10))
                .build();
        this.endpoint = newEndpoint(events);
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .idleTimeout(IDLE)
                .route(routes -> routes.post("/texml", endpoint))
                .bindNow(Duration.ofSeconds(10));
        this.dialler = Dialler.builder(client.account(Accounts.DIALLED), events, publicUrl())
                .maxLiveCalls(MOST_LIVE)
                .slack(Duration.ofSeconds(2))
                .checkAfter(Duration.ofSeconds(3))
                .lookUpWithin(Duration.ofSeconds(5))
                .build();
    }

    /** Settings under which trouble shows soon. */
    TexmlClientBuilder newClient() {
        return TexmlClient.builder()
                .baseUrl(platform.baseUrl())
                .apiKey(platform.apiKey())
                .accountSid(Accounts.SINGLE)
                .maxConnections(32)
                .maxIdleTime(IDLE)
                .responseTimeout(Duration.ofSeconds(4))
                .maxResponseBytes(4 << 20)
                .observer(overcome);
    }

    CallbackEndpoint newEndpoint(InMemoryCallbackEvents newEvents) {
        return CallbackEndpoint.builder(CallbackReader.of(platform.publicKey()), newEvents)
                .onInstructions(request -> Mono.just(DOCUMENT))
                .repeats(200)
                .build();
    }

    /** Where the platform reaches it. */
    URI publicUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + "/texml");
    }

    TexmlClient single() {
        return client;
    }

    TexmlClient listed() {
        return client.account(Accounts.LISTED);
    }

    TexmlClient dialled() {
        return client.account(Accounts.DIALLED);
    }

    Dialler dialler() {
        return dialler;
    }

    /** What is under way anywhere; all zero when it rests. */
    public Load load() {
        ClientLoad clientLoad = client.load();
        DiallerLoad diallerLoad = dialler.load();
        return new Load(
                clientLoad.underWay(),
                clientLoad.busy(),
                clientLoad.waiting(),
                diallerLoad.live(),
                diallerLoad.waiting(),
                diallerLoad.unbound(),
                endpoint.load().underWay(),
                events.load().subscribers());
    }

    /** How many attempts failed and were made again, by kind. */
    public Map<String, Long> overcome() {
        return overcome.attempts();
    }

    /** How many events came too fast for whoever follows a call. */
    public long lostEvents() {
        return events.load().lost();
    }

    /**
     * What is under way.
     *
     * @param underWay requests that were sent
     * @param busy requests and downloads that hold a permit
     * @param waiting requests that wait
     * @param live calls that hold a permit of the dialler
     * @param dialsWaiting dials that wait for their turn
     * @param unbound dialled calls whose sid is not known
     * @param callbacks callbacks that are not answered
     * @param subscribers who listens to callbacks
     */
    public record Load(
            int underWay,
            int busy,
            int waiting,
            int live,
            int dialsWaiting,
            int unbound,
            int callbacks,
            int subscribers) {

        /** Whether nothing is. */
        public boolean isNone() {
            return underWay + busy + waiting + live + dialsWaiting + unbound + callbacks + subscribers == 0;
        }
    }

    @Override
    public void close() {
        client.close();
        server.disposeNow(Duration.ofSeconds(5));
        endpoint.close();
    }
}
