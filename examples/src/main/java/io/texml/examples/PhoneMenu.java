package io.texml.examples;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.CallbackUrl;
import io.texml.callbacks.InstructionRequest;
import io.texml.calls.CallEvent;
import io.texml.calls.CreateCall;
import io.texml.markup.Gather;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import java.net.URI;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Calls somebody, lets him choose with a key, and prints what becomes of the call. The platform reaches this server under a
 * public URL. Keys and account come from the environment: {@code TELNYX_API_KEY}, {@code TELNYX_ACCOUNT_SID} and
 * {@code TELNYX_PUBLIC_KEY}.
 */
public final class PhoneMenu implements AutoCloseable {

    private static final String PATH = "/texml";

    private final CallbackEvents events = CallbackEvents.inMemory();
    private final CallbackEndpoint endpoint;
    private final DisposableServer server;

    /** A menu behind a port; 0 takes a free one. */
    public PhoneMenu(CallbackReader reader, int port) {
        endpoint = CallbackEndpoint.builder(reader, events)
                .onInstructions(request -> Mono.just(menu()))
                .onGather(request -> Mono.just(chosen(request)))
                .fallback(Texml.of(Say.text("Something is wrong here. Please call again."), Hangup.hangup()))
                .build();
        server = HttpServer.create()
                .port(port)
                .route(routes -> routes.post(PATH, endpoint).get(PATH, endpoint))
                .bindNow();
    }

    /** Calls: {@code PhoneMenu PUBLIC_URL PORT APPLICATION_SID FROM TO}. */
    public static void main(String[] arguments) {
        CallbackReader reader = CallbackReader.builder().build();
        try (TexmlClient client = TexmlClient.create();
                PhoneMenu menu = new PhoneMenu(reader, Integer.parseInt(arguments[1]))) {
            menu.call(client, URI.create(arguments[0]), arguments[2], arguments[3], arguments[4])
                    .doOnNext(progress -> System.out.println(progress.callStatus()))
                    .blockLast();
        }
    }

    /** The port of the server. */
    public int port() {
        return server.port();
    }

    /** The call from its dial to its end. It listens before it dials, so that it misses nothing. */
    public Flux<CallProgress> call(TexmlClient client, URI publicUrl, String applicationSid, String from, String to) {
        String reference = UUID.randomUUID().toString();
        CallbackUrl url = CallbackUrl.of(publicUrl.resolve(PATH)).reference(reference);
        CreateCall request = CreateCall.builder()
                .applicationSid(applicationSid)
                .from(from)
                .to(to)
                .url(url.kind(CallbackKind.INSTRUCTIONS).toUri())
                .statusCallback(url.toUri())
                .statusCallbackEvents(CallEvent.knownValues())
                .build();
        Flux<CallProgress> progress =
                events.ofReference(reference).ofType(CallProgress.class).takeUntil(CallProgress::hasEnded);
        return progress.mergeWith(client.calls().create(request).then(Mono.empty()));
    }

    private static Texml menu() {
        Gather gather = Gather.digits(1).action(URI.create(PATH)).say("For sales press 1, for support press 2.");
        return Texml.of(gather, Hangup.hangup());
    }

    private static Texml chosen(InstructionRequest request) {
        return "1".equals(request.digits())
                ? Texml.of(Say.text("Sales is closed."), Hangup.hangup())
                : Texml.of(Say.text("Support is closed."), Hangup.hangup());
    }

    @Override
    public void close() {
        server.disposeNow();
        endpoint.close();
    }
}
