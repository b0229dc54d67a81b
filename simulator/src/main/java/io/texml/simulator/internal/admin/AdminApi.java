package io.texml.simulator.internal.admin;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.contract.Suggestion;
import io.texml.simulator.internal.http.ReceivedRequest;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallScript.AnsweredBy;
import io.texml.simulator.script.CallScript.Outcome;
import io.texml.simulator.script.CallbackDelivery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Answers requests under {@code /_simulator}. It takes no key: it is for programs on this machine alone. */
public final class AdminApi {

    /** Where it is. */
    public static final String PREFIX = "/_simulator";

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Pattern LIMIT = Pattern.compile("\\d{1,9}");
    private static final String DEFAULT_LIMIT = "100";

    private final Controls simulator;
    private final AdminWriter writer;

    /** The admin API of a simulator. */
    public AdminApi(Controls simulator) {
        this.simulator = simulator;
        this.writer = new AdminWriter(simulator);
    }

    /** Answers a request; may wait for callbacks, so not on an event loop. */
    public Reply handle(ReceivedRequest request) {
        try {
            return route(request);
        } catch (IllegalArgumentException | IllegalStateException | MalformedEncodingException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Reply route(ReceivedRequest request) throws MalformedEncodingException {
        String resource = request.path().substring(PREFIX.length());
        return switch (request.method() + " " + resource) {
            case "GET " -> Reply.json(200, Json.write(writer::info));
            case "POST /reset" -> {
                simulator.reset();
                yield Reply.empty(204);
            }
            case "GET /clock" -> clock();
            case "POST /clock" -> advance(AdminBody.parse(request.body(), "advance", "until_idle"));
            case "GET /faults" -> Reply.json(200, Json.write(writer::faults));
            case "POST /faults" -> {
                simulator
                        .faults()
                        .add(Fault.parse(
                                AdminBody.parse(request.body(), "fault").text("fault")));
                yield Reply.json(201, Json.write(writer::faults));
            }
            case "DELETE /faults" -> {
                simulator.faults().clear();
                yield Reply.empty(204);
            }
            case "GET /requests" -> {
                Map<String, String> query = query(request, "operation", "limit");
                yield Reply.json(200, Json.write(out -> writer.requests(out, query.get("operation"), limit(query))));
            }
            case "GET /callbacks" -> {
                Map<String, String> query = query(request, "kind", "limit");
                yield Reply.json(200, Json.write(out -> writer.callbacks(out, query.get("kind"), limit(query))));
            }
            case "DELETE /journal" -> {
                simulator.journal().clear();
                yield Reply.empty(204);
            }
            case "POST /scripts" ->
                script(AdminBody.parse(
                        request.body(), "number", "outcome", "answered_by", "rings_after", "answers_after", "talks"));
            case "POST /calls" -> {
                AdminBody body = AdminBody.parse(request.body(), "from", "to");
                String sid = simulator.callIn(body.text("from"), body.text("to"), null);
                yield Reply.json(201, Json.write(out -> {
                    out.writeStartObject();
                    out.writeStringProperty("call_sid", sid);
                    out.writeEndObject();
                }));
            }
            case "POST /calls/answer" -> {
                simulator.answer(AdminBody.parse(request.body(), "call_sid").text("call_sid"));
                yield Reply.empty(204);
            }
            case "POST /calls/press" -> {
                AdminBody body = AdminBody.parse(request.body(), "call_sid", "keys");
                simulator.press(body.text("call_sid"), body.text("keys"));
                yield Reply.empty(204);
            }
            case "POST /calls/say" -> {
                AdminBody body = AdminBody.parse(request.body(), "call_sid", "words");
                simulator.say(body.text("call_sid"), body.text("words"));
                yield Reply.empty(204);
            }
            case "POST /calls/hang_up" -> {
                simulator.hangUp(AdminBody.parse(request.body(), "call_sid").text("call_sid"));
                yield Reply.empty(204);
            }
            case "POST /callback_delivery" ->
                delivery(AdminBody.parse(request.body(), "losses", "duplicates", "late", "lateness", "shuffle"));
            default -> error(404, "There is nothing at this address; see GET " + PREFIX + ".");
        };
    }

    private Reply clock() {
        return Reply.json(200, Json.write(writer::clock));
    }

    private Reply advance(AdminBody body) {
        if (body.flag("until_idle")) {
            simulator.keeper().advanceUntilIdle(A_DAY);
            return clock();
        }
        Duration step = body.duration("advance");
        if (step == null) {
            throw new IllegalArgumentException("Either advance or until_idle has to be given");
        }
        simulator.keeper().advance(step);
        return clock();
    }

    private Reply script(AdminBody body) {
        String number = body.text("number");
        CallScript script = new CallScript(
                body.choice("outcome", Outcome.class),
                body.duration("rings_after"),
                body.duration("answers_after"),
                body.duration("talks"),
                body.has("answered_by") ? body.choice("answered_by", AnsweredBy.class) : AnsweredBy.HUMAN,
                List.of());
        simulator.script(number, script);
        return Reply.empty(204);
    }

    private Reply delivery(AdminBody body) {
        Duration lateness = body.duration("lateness");
        Duration shuffle = body.duration("shuffle");
        simulator.delivery(new CallbackDelivery(
                body.share("losses"),
                body.share("duplicates"),
                body.share("late"),
                lateness == null ? Duration.ZERO : lateness,
                shuffle == null ? Duration.ZERO : shuffle));
        return Reply.empty(204);
    }

    private static Map<String, String> query(ReceivedRequest request, String... known)
            throws MalformedEncodingException {
        Map<String, String> query = new LinkedHashMap<>();
        Forms.parse(request.query()).forEach(field -> query.put(field.name(), field.value()));
        List<String> names = List.of(known);
        for (String name : query.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(Suggestion.unknown("parameter", name, names));
            }
        }
        return query;
    }

    private static int limit(Map<String, String> query) {
        String limit = query.getOrDefault("limit", DEFAULT_LIMIT);
        if (!LIMIT.matcher(limit).matches()) {
            throw new IllegalArgumentException("limit has to be a whole number, not " + limit);
        }
        return Integer.parseInt(limit);
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Json.write(out -> {
            out.writeStartObject();
            out.writeStringProperty("error", message);
            out.writeEndObject();
        }));
    }
}
