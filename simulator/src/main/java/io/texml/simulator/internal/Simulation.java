package io.texml.simulator.internal;

import io.texml.simulator.RecordedRequest;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.Dispatcher;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.engine.TimeKeeper;
import io.texml.simulator.internal.http.LoopbackServer;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.resource.CallResource;
import io.texml.simulator.internal.resource.MediaLinks;
import io.texml.simulator.internal.resource.RecordingResource;
import java.util.HashMap;
import java.util.Map;

/** One running simulator: builds the parts, starts the servers, stops them. */
public final class Simulation implements AutoCloseable {

    private final Settings settings;
    private final Platform platform;
    private final TimeKeeper keeper;
    private final CallEngine calls;
    private final JournalBook journal;
    private final MediaLinks media;
    private final LoopbackServer api;
    private final LoopbackServer mediaServer;

    private Simulation(Settings settings) {
        this.settings = settings;
        this.platform = new Platform(settings);
        this.keeper = new TimeKeeper(platform.lock(), platform.timeline(), settings.speed(), () -> {});
        this.calls = new CallEngine(platform);
        this.journal = new JournalBook(settings.retention());
        this.media = new MediaLinks(platform);
        Dispatcher dispatcher = new Dispatcher(platform, keeper, Contract.load(), handlers(), journal);
        Reply tooLarge = ApiFailure.tooLarge(settings.maximumBodySize()).reply();
        this.api =
                LoopbackServer.start("api", settings.port(), settings.maximumBodySize(), dispatcher::handle, tooLarge);
        this.mediaServer = LoopbackServer.start("media", 0, settings.maximumBodySize(), this::media, tooLarge);
        this.media.origin(mediaServer.origin());
    }

    /** Starts a simulator. */
    public static Simulation start(Settings settings) {
        Simulation simulation = new Simulation(settings);
        simulation.keeper.start();
        return simulation;
    }

    /** What the simulator was started with. */
    public Settings settings() {
        return settings;
    }

    /** The origin of the API. */
    public String origin() {
        return api.origin();
    }

    /** The port of the API. */
    public int port() {
        return api.port();
    }

    /** The clock's hand. */
    public TimeKeeper keeper() {
        return keeper;
    }

    /** The dialler; use under {@link #locked}. */
    public CallEngine calls() {
        return calls;
    }

    /** The journal. */
    public JournalBook journal() {
        return journal;
    }

    /** Runs something under the platform's lock. */
    public void locked(Runnable action) {
        platform.lock().lock();
        try {
            action.run();
        } finally {
            platform.lock().unlock();
        }
    }

    /** Back to the state right after the start. */
    public void reset() {
        locked(() -> {
            platform.reset();
            keeper.restart(settings.start());
            calls.reset();
            journal.clear();
        });
    }

    @Override
    public void close() {
        keeper.close();
        api.close();
        mediaServer.close();
    }

    private Map<String, OperationHandler> handlers() {
        Map<String, OperationHandler> handlers = new HashMap<>();
        new CallResource(platform, calls).register(handlers);
        new RecordingResource(platform, media).register(handlers);
        return handlers;
    }

    private Reply media(ReceivedRequest request) {
        platform.lock().lock();
        try {
            keeper.catchUp();
            Reply reply = media.answer(request);
            journal.add(new RecordedRequest(
                    journal.nextNumber(),
                    platform.timeline().now(),
                    "media.get",
                    request.method(),
                    request.path(),
                    request.query(),
                    request.headers(),
                    JournalBook.kept(request.body()),
                    Map.of(),
                    reply.status(),
                    reply.status() == 200));
            return reply;
        } finally {
            platform.lock().unlock();
        }
    }
}
