package io.texml.reactor.spi;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Clients of one process that tell each other. */
final class InMemoryRateLimit implements SharedRateLimit {

    private final Set<FluxSink<Pause>> listeners = ConcurrentHashMap.newKeySet();

    @Override
    public void tell(Pause pause) {
        listeners.forEach(listener -> listener.next(pause));
    }

    @Override
    public Flux<Pause> pauses() {
        return Flux.create(listener -> {
            listeners.add(listener);
            listener.onDispose(() -> listeners.remove(listener));
        });
    }
}
