package io.texml.simulator.internal.page;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.admin.Controls;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.resource.MediaLinks;
import io.texml.simulator.internal.state.RecordingFacts;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Answers browsers: pages and their parts with GET, buttons with POST. The server refuses what other sites' pages ask for. */
public final class Pages {

    /** Nothing but our own, nothing inline, in nobody's frame. */
    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
                    + " media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            "x-content-type-options",
            "nosniff",
            // With no-referrer the browser would not say where a form comes from.
            "referrer-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "cache-control",
            "no-store");

    private static final String HTML = "text/html; charset=utf-8";

    /** The files of the page and their types. */
    private static final Map<String, String> FILES = Map.of(
            "page.css",
            "text/css; charset=utf-8",
            "page.js",
            "text/javascript; charset=utf-8",
            "page.svg",
            "image/svg+xml");

    private final Look look;
    private final MediaLinks media;
    private final Frame frame;
    private final Actions actions;
    private final Changes changes;
    private final Map<String, View> views;

    /** The pages of a simulator. */
    public Pages(Controls simulator, Platform platform, MediaLinks media) {
        this.look = new Look(simulator, platform);
        this.media = media;
        this.frame = new Frame(look);
        this.actions = new Actions(simulator);
        this.changes = Changes.every(Changes.PAUSE, this::state);
        this.views = Map.of(
                "", new CallsView(look),
                "call", new CallView(look),
                "conferences", new ConferencesView(look),
                "queues", new QueuesView(look),
                "journal", new JournalView(look),
                "faults", new FaultsView(look));
    }

    /** Whether a path is a page's. */
    public static boolean has(String path) {
        return path.equals(Addresses.ROOT) || path.startsWith(Addresses.PREFIX);
    }

    /** Answers a request; may wait for callbacks, so not on an event loop. */
    public Reply handle(ReceivedRequest request) {
        return answer(request).withHeaders(HEADERS);
    }

    private Reply answer(ReceivedRequest request) {
        String page =
                request.path().equals(Addresses.ROOT) ? "" : request.path().substring(Addresses.PREFIX.length());
        try {
            return switch (request.method()) {
                case "GET" -> show(page, request);
                case "POST" -> act(page, Fields.parse(new String(request.body(), StandardCharsets.UTF_8)));
                default ->
                    Reply.text(405, HTML, frame.problem("Pages are asked for with GET, buttons send POST."))
                            .withHeaders(Map.of("allow", "GET, POST"));
            };
        } catch (IllegalArgumentException | IllegalStateException | MalformedEncodingException e) {
            return Reply.text(400, HTML, frame.problem(String.valueOf(e.getMessage())));
        }
    }

    private Reply show(String page, ReceivedRequest request) throws MalformedEncodingException {
        Fields fields = Fields.parse(request.query());
        View view = views.get(page);
        if (view != null) {
            String query = request.query();
            String address = request.path() + (query.isEmpty() ? "" : "?" + query);
            return Reply.text(200, HTML, frame.page(view, address, fields));
        }
        String type = FILES.get(page);
        if (type != null) {
            return Reply.text(200, type, file(page));
        }
        return switch (page) {
            case "events" -> Reply.stream("text/event-stream", changes.stream());
            case "recording" -> recording(fields.get("sid", "The recording"));
            default -> nothing();
        };
    }

    private Reply act(String action, Fields form) {
        String next = actions.act(action, form);
        return next == null ? nothing() : Reply.empty(303).withHeaders(Map.of("location", next));
    }

    private Reply recording(String sid) {
        return look.read(() -> {
            RecordingFacts recording = CallView.recording(look, sid);
            Long seconds = recording == null ? null : recording.seconds();
            return recording == null || seconds == null ? nothing() : media.sound(recording, seconds);
        });
    }

    private Reply nothing() {
        return Reply.text(404, HTML, frame.problem("There is nothing at this address."));
    }

    /** What makes a page out of date. Of a clock that runs the seconds count. */
    private record State(long journal, Instant second, List<Fault> faults, long faultsHappened) {}

    private State state() {
        Controls simulator = look.simulator();
        Instant now = look.now();
        return new State(
                simulator.journal().version(),
                simulator.keeper().manual() ? now : now.truncatedTo(ChronoUnit.SECONDS),
                simulator.faults().active(),
                simulator.faults().happened());
    }

    private static String file(String name) {
        try (InputStream in = Pages.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The simulator lacks its file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Pages";
    }
}
