package io.texml.simulator.internal.admin;

import io.texml.simulator.CallScript;
import io.texml.simulator.CallScript.AnsweredBy;
import io.texml.simulator.CallScript.Outcome;
import io.texml.simulator.CallbackDelivery;
import io.texml.simulator.Fault;
import io.texml.simulator.internal.Simulation;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers requests under {@code /_simulator}. It takes no key: it is for programs on this machine alone. */
public final class AdminApi {

    /** Where it is. */
    public static final String PREFIX = "/_simulator";

    private static final Pattern LOOPBACK_HOST =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int DEFAULT_LIMIT = 100;

    private final Simulation simulation;
    private final AdminWriter writer;

    /** An admin API of a simulation. */
    public AdminApi(Simulation simulation) {
        this.simulation = simulation;
        this.writer = new AdminWriter(simulation);
    }

    /** Answers a request; may wait for callbacks, so not on an event loop. */
    public Reply handle(ReceivedRequest request) {
        // A page in somebody's browser must not drive the simulator, by its own name or through a rebound one.
        String host = request.header("host");
        if (request.header("origin") != null
                || host == null
                || !LOOPBACK_HOST.matcher(host).matches()) {
            return error(403, "The admin API is for programs on this machine.");
        }
        try {
            return route(request);
        } catch (IllegalArgumentException
                | DateTimeException
                | Json.MalformedJsonException
                | MalformedEncodingException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply route(ReceivedRequest request) throws MalformedEncodingException {
        String resource = request.path().substring(PREFIX.length());
        return switch (request.method() + " " + resource) {
            case "GET ", "GET /" -> Reply.json(200, Json.write(writer::info));
            case "POST /reset" -> {
                simulation.reset();
                yield Reply.empty(204);
            }
            case "GET /clock" -> clock();
            case "POST /clock" -> advance(body(request));
            case "GET /faults" -> Reply.json(200, Json.write(writer::faults));
            case "POST /faults" -> {
                simulation.faults().add(Fault.parse(text(body(request), "fault")));
                yield Reply.json(201, Json.write(writer::faults));
            }
            case "DELETE /faults" -> {
                simulation.faults().clear();
                yield Reply.empty(204);
            }
            case "GET /requests" -> {
                Map<String, String> query = query(request);
                yield Reply.json(200, Json.write(out -> writer.requests(out, query.get("operation"), limit(query))));
            }
            case "GET /callbacks" -> {
                Map<String, String> query = query(request);
                yield Reply.json(200, Json.write(out -> writer.callbacks(out, query.get("kind"), limit(query))));
            }
            case "DELETE /journal" -> {
                simulation.journal().clear();
                yield Reply.empty(204);
            }
            case "POST /scripts" -> script(body(request));
            case "POST /callback_delivery" -> delivery(body(request));
            default -> error(404, "There is nothing at this address; see GET " + PREFIX + ".");
        };
    }

    private Reply clock() {
        return Reply.json(200, Json.write(writer::clock));
    }

    private Reply advance(Map<String, @Nullable Object> body) {
        if (Boolean.TRUE.equals(body.get("until_idle"))) {
            simulation.keeper().advanceUntilIdle(A_DAY);
        } else {
            Duration step = Duration.parse(text(body, "advance"));
            if (step.isNegative()) {
                throw new IllegalArgumentException("Time only moves forward");
            }
            simulation.keeper().advance(step);
        }
        return clock();
    }

    private Reply script(Map<String, @Nullable Object> body) {
        String number = text(body, "number");
        Outcome outcome = Outcome.valueOf(text(body, "outcome").toUpperCase(Locale.ROOT));
        String who = optional(body, "answered_by");
        CallScript script = new CallScript(
                outcome,
                duration(body, "rings_after"),
                duration(body, "answers_after"),
                duration(body, "talks"),
                who == null ? AnsweredBy.HUMAN : AnsweredBy.valueOf(who.toUpperCase(Locale.ROOT)));
        simulation.locked(() -> simulation.calls().script(number, script));
        return Reply.empty(204);
    }

    private Reply delivery(Map<String, @Nullable Object> body) {
        Duration lateness = duration(body, "lateness");
        Duration shuffle = duration(body, "shuffle");
        simulation.delivery(new CallbackDelivery(
                share(body, "losses"),
                share(body, "duplicates"),
                share(body, "late"),
                lateness == null ? Duration.ZERO : lateness,
                shuffle == null ? Duration.ZERO : shuffle));
        return Reply.empty(204);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> body(ReceivedRequest request) {
        if (Json.parse(request.body()) instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw new IllegalArgumentException("The body has to be a JSON object");
    }

    private static Map<String, String> query(ReceivedRequest request) throws MalformedEncodingException {
        Map<String, String> query = new LinkedHashMap<>();
        Forms.parse(request.query()).forEach(field -> query.put(field.name(), field.value()));
        return query;
    }

    private static int limit(Map<String, String> query) {
        String limit = query.get("limit");
        return limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        String text = optional(body, name);
        if (text == null) {
            throw new IllegalArgumentException("The member " + name + " is missing");
        }
        return text;
    }

    private static @Nullable String optional(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Duration duration(Map<String, @Nullable Object> body, String name) {
        String text = optional(body, name);
        return text == null ? null : Duration.parse(text);
    }

    private static double share(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("error", message);
            out.writeEndObject();
        }));
    }
}
