package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.TexmlClient;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Closes the clients when the web server has answered its last request, and before Spring stops the event loops, which the
 * clients may share with it: beans are destroyed after that, when the connections of dials that are under way are cut
 * already.
 */
final class TexmlClientLifecycle implements SmartLifecycle {

    /** Phases stop from the highest down: the web server's are near the largest number, the event loops' is 0. */
    static final int PHASE = 1;

    private final List<TexmlClient> clients;
    private volatile boolean running;

    TexmlClientLifecycle(List<TexmlClient> clients) {
        this.clients = clients;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        clients.forEach(TexmlClient::close);
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        Mono.whenDelayError(clients.stream().map(TexmlClient::closeLater).toList())
                .onErrorComplete()
                .doFinally(signal -> callback.run())
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A client that is closed stays so. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
