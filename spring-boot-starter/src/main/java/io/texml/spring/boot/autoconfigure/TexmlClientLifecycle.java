package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.TexmlClient;
import org.springframework.context.SmartLifecycle;

/**
 * Closes the client when the web server has answered its last request, and before Spring stops the event loops, which the
 * client may share with it: beans are destroyed after that, when the connections of dials that are under way are cut
 * already.
 */
final class TexmlClientLifecycle implements SmartLifecycle {

    /** Phases stop from the highest down: the web server's are near the largest number, the event loops' is 0. */
    static final int PHASE = 1;

    private final TexmlClient client;
    private volatile boolean running;

    TexmlClientLifecycle(TexmlClient client) {
        this.client = client;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        client.close();
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        client.closeLater().doFinally(signal -> callback.run()).subscribe();
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
