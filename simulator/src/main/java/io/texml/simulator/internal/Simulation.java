package io.texml.simulator.internal;

import io.texml.simulator.internal.admin.AdminApi;
import io.texml.simulator.internal.admin.Controls;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.callback.CallbackQueue;
import io.texml.simulator.internal.callback.Signer;
import io.texml.simulator.internal.contract.Contract;
import io.texml.simulator.internal.contract.KnownNames;
import io.texml.simulator.internal.dispatch.Dispatcher;
import io.texml.simulator.internal.engine.CallEngine;
import io.texml.simulator.internal.engine.Callees;
import io.texml.simulator.internal.engine.ConferenceEngine;
import io.texml.simulator.internal.engine.DeepfakeDetection;
import io.texml.simulator.internal.engine.InboundCalls;
import io.texml.simulator.internal.engine.MachineDetection;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.engine.RecordingEngine;
import io.texml.simulator.internal.engine.SessionEngine;
import io.texml.simulator.internal.engine.StatusCallbacks;
import io.texml.simulator.internal.engine.TranscriptionEngine;
import io.texml.simulator.internal.fault.FaultBook;
import io.texml.simulator.internal.fault.Gate;
import io.texml.simulator.internal.fault.RateLimits;
import io.texml.simulator.internal.http.BrowserGuard;
import io.texml.simulator.internal.http.LoopbackServer;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.journal.JournalBook;
import io.texml.simulator.internal.markup.MarkupRunner;
import io.texml.simulator.internal.markup.verb.Verbs;
import io.texml.simulator.internal.page.Pages;
import io.texml.simulator.internal.resource.ApplicationResource;
import io.texml.simulator.internal.resource.CallRecordingResource;
import io.texml.simulator.internal.resource.CallResource;
import io.texml.simulator.internal.resource.ConferenceResource;
import io.texml.simulator.internal.resource.DialResource;
import io.texml.simulator.internal.resource.MediaLinks;
import io.texml.simulator.internal.resource.ParticipantResource;
import io.texml.simulator.internal.resource.QueueResource;
import io.texml.simulator.internal.resource.RecordingResource;
import io.texml.simulator.internal.resource.SecretResource;
import io.texml.simulator.internal.resource.SessionResource;
import io.texml.simulator.internal.resource.TranscriptionResource;
import io.texml.simulator.internal.settings.Settings;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Call;
import io.texml.simulator.internal.state.CallStatus;
import io.texml.simulator.internal.state.CallbackTarget;
import io.texml.simulator.internal.time.TimeKeeper;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One running simulator: builds the parts, starts the servers, stops them. */
public final class Simulation implements Controls, AutoCloseable {

    private final Settings settings;
    private final Platform platform;
    private final TimeKeeper keeper;
    private final CallEngine calls;
    private final Callees callees;
    private final InboundCalls inbound;
    private final RecordingEngine recordings;
    private final ConferenceEngine conferences;
    private final SessionEngine sessions;
    private final TranscriptionEngine transcriptions;
    private final MarkupRunner markup;
    private final JournalBook journal;
    private final Signer signer;
    private final CallbackQueue callbacks;
    private final FaultBook faults;
    private final RateLimits limits;
    private final MediaLinks media;
    private final LoopbackServer api;
    private final LoopbackServer mediaServer;

    private Simulation(Settings settings) {
        this.settings = settings;
        this.platform = new Platform(settings);
        this.journal = new JournalBook(settings.retention());
        this.signer = new Signer(platform.seed());
        this.callbacks = new CallbackQueue(platform, signer, journal, this::isOwnPort);
        this.keeper = new TimeKeeper(platform.lock(), platform.timeline(), settings.speed(), callbacks::deliver);
        this.calls = new CallEngine(platform);
        this.callees = new Callees(platform, calls, this::note);
        this.inbound = new InboundCalls(platform, calls);
        this.media = new MediaLinks(platform);
        BiFunction<String, String, String> mediaLink = (account, recording) ->
                media.link(account, recording, platform.timeline().now());
        this.recordings = new RecordingEngine(platform, callbacks, mediaLink);
        this.conferences = new ConferenceEngine(platform, calls, recordings, callbacks, this::play);
        this.sessions = new SessionEngine(platform, callbacks);
        this.transcriptions = new TranscriptionEngine(platform, callbacks, callees, mediaLink);
        this.markup = new MarkupRunner(
                platform,
                calls,
                conferences,
                callbacks,
                this::note,
                Verbs.of(new Verbs.Engines(
                        platform, calls, callees, conferences, recordings, sessions, transcriptions, callbacks)));
        listen();
        this.faults = new FaultBook(platform);
        this.limits = new RateLimits(settings.limits());
        Dispatcher dispatcher =
                new Dispatcher(platform, keeper, Contract.load(), handlers(), new Gate(faults, limits), journal);
        AdminApi admin = new AdminApi(this);
        Pages pages = new Pages(this, platform, media);
        Reply tooLarge =
                ApiFailure.tooLarge(settings.connections().largestBody()).reply();
        this.api = LoopbackServer.start(
                "api",
                settings.port(),
                settings.connections(),
                request -> {
                    Reply refusal = BrowserGuard.refusal(request);
                    if (refusal != null) {
                        return Mono.just(refusal);
                    }
                    if (Pages.has(request.path())) {
                        return Mono.fromSupplier(() -> pages.handle(request)).subscribeOn(Schedulers.boundedElastic());
                    }
                    return request.path().startsWith(AdminApi.PREFIX)
                            ? Mono.fromSupplier(() -> admin.handle(request)).subscribeOn(Schedulers.boundedElastic())
                            : Mono.just(dispatcher.handle(request));
                },
                tooLarge);
        try {
            this.mediaServer = LoopbackServer.start(
                    "media", 0, settings.connections(), request -> Mono.just(media(request)), tooLarge);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
        this.media.origin(mediaServer.origin());
    }

    /** Starts a simulator. */
    public static Simulation start(Settings settings) {
        Simulation simulation = new Simulation(settings);
        simulation.keeper.start();
        return simulation;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public String origin() {
        return api.origin();
    }

    /** The origin of media links. */
    public String mediaOrigin() {
        return mediaServer.origin();
    }

    /** The port of the API. */
    public int port() {
        return api.port();
    }

    @Override
    public TimeKeeper keeper() {
        return keeper;
    }

    @Override
    public void script(String number, CallScript script) {
        locked(() -> calls.script(number, script));
    }

    /** Gives a number to an application. */
    public void number(String number, String applicationSid) {
        locked(() -> inbound.assign(number, applicationSid));
    }

    @Override
    public String callIn(String from, String to, @Nullable CallScript script) {
        platform.lock().lock();
        try {
            keeper.catchUp();
            return inbound.call(from, to, script).sid();
        } finally {
            platform.lock().unlock();
        }
    }

    @Override
    public void answer(String callSid) {
        onCall(callSid, CallStatus.RINGING, calls::answerByHand);
    }

    @Override
    public void press(String callSid, String keys) {
        // Checks the keys.
        CallScript.answered().presses(keys);
        onCall(callSid, CallStatus.IN_PROGRESS, call -> callees.press(call, keys));
    }

    @Override
    public void say(String callSid, String words) {
        // Checks the words.
        CallScript.answered().says(words);
        onCall(callSid, CallStatus.IN_PROGRESS, call -> callees.say(call, words));
    }

    @Override
    public void hangUp(String callSid) {
        onCall(callSid, CallStatus.IN_PROGRESS, callees::hangUp);
    }

    private void onCall(String sid, CallStatus status, Consumer<Call> action) {
        locked(() -> {
            keeper.catchUp();
            Call call = null;
            for (Account account : platform.accounts()) {
                call = call == null ? account.calls().get(sid) : call;
            }
            if (call == null || call.status() != status) {
                throw new IllegalArgumentException("call_sid names no call that is " + status.wireName());
            }
            action.accept(call);
        });
    }

    @Override
    public JournalBook journal() {
        return journal;
    }

    @Override
    public String publicKey() {
        return signer.publicKey();
    }

    /** Who signs callbacks. */
    public Signer signer() {
        return signer;
    }

    /** Callbacks on their way. */
    public CallbackQueue callbacks() {
        return callbacks;
    }

    @Override
    public FaultBook faults() {
        return faults;
    }

    @Override
    public void delivery(CallbackDelivery delivery) {
        locked(() -> callbacks.delivery(delivery));
    }

    @Override
    public long forgottenRecords() {
        platform.lock().lock();
        try {
            long forgotten = 0;
            for (Account account : platform.accounts()) {
                forgotten += account.forgotten();
            }
            return forgotten;
        } finally {
            platform.lock().unlock();
        }
    }

    private void locked(Runnable action) {
        platform.lock().lock();
        try {
            action.run();
        } finally {
            platform.lock().unlock();
        }
    }

    @Override
    public void reset() {
        locked(() -> {
            platform.reset();
            keeper.restart(settings.start());
            calls.reset();
            callees.reset();
            inbound.reset();
            recordings.reset();
            transcriptions.reset();
            conferences.reset();
            markup.reset();
            callbacks.reset();
            faults.reset();
            limits.reset();
            journal.reset();
        });
    }

    @Override
    public void close() {
        keeper.close();
        api.close();
        mediaServer.close();
        callbacks.close();
    }

    /** The order matters to callbacks: a call's own status first, then what follows from it. */
    private void listen() {
        calls.listen(new CallNotes(platform, journal));
        calls.listen(new StatusCallbacks(platform, callbacks, recordings));
        calls.listen(new MachineDetection(platform, callbacks));
        calls.listen(new DeepfakeDetection(platform, callbacks));
        calls.listen(recordings);
        calls.listen(sessions);
        calls.listen(transcriptions);
        calls.listen(conferences);
        calls.listen(callees);
        calls.listen(markup);
    }

    private Map<String, OperationHandler> handlers() {
        Map<String, OperationHandler> handlers = new HashMap<>();
        new CallResource(platform, calls, markup).register(handlers);
        new DialResource(platform, calls, markup).register(handlers);
        new CallRecordingResource(platform, recordings, media).register(handlers);
        new SessionResource(sessions, this::origin).register(handlers);
        new ConferenceResource(platform, conferences, media).register(handlers);
        new ParticipantResource(platform, calls, conferences).register(handlers);
        new QueueResource(platform).register(handlers);
        new RecordingResource(platform, media).register(handlers);
        new TranscriptionResource(platform).register(handlers);
        new ApplicationResource(platform).register(handlers);
        new SecretResource(platform).register(handlers);
        return handlers;
    }

    private void note(Call call, TimelineEntry.Kind kind, String detail) {
        journal.note(kind, call.sid(), platform.timeline().now(), detail);
    }

    private void play(Call call, CallbackTarget address, BooleanSupplier goesOn) {
        markup.play(call, address, goesOn);
    }

    private boolean isOwnPort(int port) {
        return port == api.port() || port == mediaServer.port();
    }

    private Reply media(ReceivedRequest request) {
        platform.lock().lock();
        try {
            keeper.catchUp();
            Reply reply = faults.through(KnownNames.MEDIA, () -> media.answer(request));
            journal.add(
                    journal.nextPlace(),
                    new RecordedRequest(
                            journal.nextNumber(),
                            platform.timeline().now(),
                            KnownNames.MEDIA,
                            request.method(),
                            request.path(),
                            request.query(),
                            request.headers(),
                            JournalBook.kept(request.body()),
                            Map.of(),
                            reply.delivery() instanceof Reply.Dropped ? 0 : reply.status(),
                            reply.status() == 200));
            return reply;
        } finally {
            platform.lock().unlock();
        }
    }
}
