package io.texml.examples;

import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.LiveCallEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Dials a list with at most 20 live calls, and follows them on the terminal. Key, account and public key come from the
 * environment: {@code TELNYX_API_KEY}, {@code TELNYX_ACCOUNT_SID}, {@code TELNYX_PUBLIC_KEY}.
 */
public final class FollowCalls {

    private static final int MOST_LIVE = 20;

    private FollowCalls() {}

    /**
     * Dials: {@code FollowCalls APPLICATION_SID FROM FILE PORT PUBLIC_URL}. The file has a number on each line; the platform
     * reaches the port under the public URL.
     */
    public static void main(String[] arguments) throws IOException {
        List<String> numbers = Files.readAllLines(Path.of(arguments[2]));
        InMemoryCallbackEvents events = CallbackEvents.inMemory();
        URI publicUrl = URI.create(arguments[4]);
        try (TexmlClient client = TexmlClient.create();
                CallbackEndpoint endpoint =
                        CallbackEndpoint.of(CallbackReader.builder().build(), events)) {
            DisposableServer server = listen(endpoint, publicUrl, Integer.parseInt(arguments[3]));
            Dialler dialler = Dialler.builder(client, events, publicUrl)
                    .maxLiveCalls(MOST_LIVE)
                    .build();
            follow(dialler, arguments[0], arguments[1], numbers, System.out).block();
            dialler.stop().block();
            server.disposeNow();
        }
    }

    /** Takes the platform's callbacks at the path of the public URL. */
    static DisposableServer listen(CallbackEndpoint endpoint, URI publicUrl, int port) {
        return HttpServer.create()
                .port(port)
                .route(routes -> routes.post(publicUrl.getPath(), endpoint))
                .bindNow(Duration.ofSeconds(10));
    }

    /** A line for each thing that happens to a call, and in the end how many were answered. */
    static Mono<Long> follow(
            Dialler dialler, String applicationSid, String from, List<String> numbers, PrintStream out) {
        return Flux.range(0, numbers.size())
                .flatMap(
                        line -> dialler.follow(CreateCall.builder()
                                        .applicationSid(applicationSid)
                                        .from(from)
                                        .to(numbers.get(line))
                                        .timeLimit(Duration.ofMinutes(5))
                                        .texml(Texml.of(Say.text("Good morning.")))
                                        .build())
                                .doOnNext(event -> out.println(line(line, event)))
                                .last()
                                .onErrorResume(failure -> {
                                    out.println("line " + (line + 1) + ": not dialled, " + failure.getMessage());
                                    return Mono.empty();
                                }),
                        MOST_LIVE)
                .mapNotNull(LiveCallEvent::result)
                .filter(CallResult::isAnswered)
                .count()
                .doOnNext(answered -> out.println(answered + " of " + numbers.size() + " answered"));
    }

    /** Dials every request of a source, of any size, and tells of each how it ended. */
    static Mono<Long> dialAll(Dialler dialler, Publisher<CreateCall> requests, Consumer<String> log) {
        return dialler.dialAll(requests)
                .doOnNext(result -> log.accept(result.outcome() + " " + result.callSid()))
                .count();
    }

    /** The line of the file in the place of the number, which is nobody else's business. */
    private static String line(int line, LiveCallEvent event) {
        CallResult result = event.result();
        return "line " + (line + 1) + ": "
                + (result == null ? event.type() : result.outcome() + " after " + result.duration());
    }
}
