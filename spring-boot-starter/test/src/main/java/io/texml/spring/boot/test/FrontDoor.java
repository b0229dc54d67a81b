package io.texml.spring.boot.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * Where the simulator finds the application: a port that is known before the application has one, and that is there when it
 * has none. Behind it are the application's own handlers and filters.
 */
final class FrontDoor {

    private final DisposableServer server;
    private final LoopResources loops;

    private FrontDoor(DisposableServer server, LoopResources loops) {
        this.server = server;
        this.loops = loops;
    }

    static FrontDoor open(ConfigurableApplicationContext context) {
        AtomicReference<@Nullable ReactorHttpHandlerAdapter> application = new AtomicReference<>();
        // Whichever context is closed stops the loops that all of a process share.
        LoopResources loops = LoopResources.create("texml-front-door", 2, true);
        DisposableServer server = HttpServer.create()
                .runOn(loops)
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> handle(context, application, request, response))
                .bindNow(Duration.ofSeconds(30));
        return new FrontDoor(server, loops);
    }

    private static Mono<Void> handle(
            ConfigurableApplicationContext context,
            AtomicReference<@Nullable ReactorHttpHandlerAdapter> application,
            HttpServerRequest request,
            HttpServerResponse response) {
        ReactorHttpHandlerAdapter adapter = application.get();
        if (adapter == null) {
            if (!context.isActive()) {
                return response.status(503).send();
            }
            HttpHandler handler = context.getBeanProvider(HttpHandler.class).getIfAvailable();
            if (handler == null) {
                return response.status(404).send();
            }
            adapter = new ReactorHttpHandlerAdapter(handler);
            application.set(adapter);
        }
        return adapter.apply(request, response);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    void close() {
        server.disposeNow(Duration.ofSeconds(1));
        loops.dispose();
    }
}
