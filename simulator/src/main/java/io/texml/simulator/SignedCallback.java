package io.texml.simulator;

import io.texml.simulator.internal.callback.CallbackMessage;
import io.texml.simulator.internal.callback.CallbackQueue;
import io.texml.simulator.internal.callback.Signer;
import io.texml.simulator.internal.contract.KnownNames;
import io.texml.simulator.internal.seed.Seed;
import io.texml.simulator.internal.wire.Forms;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A callback that a test sends, or hands to its own code: signed as the simulator's own are, or with a fault. Immutable;
 * each fault returns another.
 *
 * <pre>{@code
 * SignedCallback completed = simulator.signed("call-completed", Map.of("CallSid", "v3:1", "CallStatus", "busy"));
 * assertThat(completed.deliverTo(endpoint, 2)).containsExactly(204, 204);
 * assertThat(completed.stale(Duration.ofHours(1)).deliverTo(endpoint)).isEqualTo(403);
 * assertThat(completed.byAnotherKey().deliverTo(endpoint)).isEqualTo(403);
 * }</pre>
 *
 * <p>It is a POST with a form unless {@link #asGet()} is called. It is not in the journal, as no call caused it.
 */
public final class SignedCallback {

    /** What tells the kind, where it has one value of it. */
    private static final Map<String, Map<String, String>> MARKS = Map.ofEntries(
            call("call-initiated", "initiated"),
            call("call-ringing", "ringing"),
            call("call-answered", "in-progress"),
            call("call-completed", "completed"),
            call("call-dtmf", "dtmf"),
            Map.entry("call-cost", Map.of("CallbackSource", "call-cost-events")),
            Map.entry("conference-start", Map.of("StatusCallbackEvent", "conference-start")),
            Map.entry("conference-join", Map.of("StatusCallbackEvent", "participant-join")),
            Map.entry("conference-leave", Map.of("StatusCallbackEvent", "participant-leave")),
            Map.entry("conference-end", Map.of("StatusCallbackEvent", "conference-end")),
            Map.entry("recording-in-progress", Map.of("RecordingStatus", "in-progress")),
            Map.entry("recording-completed", Map.of("RecordingStatus", "completed")),
            Map.entry("recording-absent", Map.of("RecordingStatus", "absent")));

    private final CallbackQueue callbacks;
    private final String kind;
    private final Form form;
    private final Signature signature;

    /** How the fields are sent. */
    private record Form(String method, String fields, String alteration) {

        Form asGet() {
            return new Form("GET", fields, alteration);
        }

        Form altered() {
            return new Form(method, fields, fields.isEmpty() ? "Altered=true" : "&Altered=true");
        }

        String sent() {
            return fields + alteration;
        }
    }

    /** What is signed and how; the signature of a receiver who expects another is null. */
    private record Signature(
            Signer signer, String timestamp, @Nullable String instead, boolean absent) {}

    private SignedCallback(CallbackQueue callbacks, String kind, Form form, Signature signature) {
        this.callbacks = callbacks;
        this.kind = kind;
        this.form = form;
        this.signature = signature;
    }

    static SignedCallback of(CallbackQueue callbacks, Signer signer, String kind, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(MARKS.getOrDefault(KnownNames.callback(kind), Map.of()));
        all.putAll(fields);
        return new SignedCallback(
                callbacks,
                kind,
                new Form("POST", Forms.format(all), ""),
                new Signature(signer, Long.toString(callbacks.second()), null, false));
    }

    /** The kind that it was made as. */
    public String kind() {
        return kind;
    }

    /** {@code POST}, or {@code GET} after {@link #asGet()}. */
    public String method() {
        return form.method();
    }

    /** The address with the fields in its query, for a GET; the address itself for a POST. */
    public URI uri(URI address) {
        return message(address).uri();
    }

    /** The headers, in lower case, with content type and length for a POST. */
    public Map<String, String> headers() {
        return Map.copyOf(message(URI.create("http://127.0.0.1/")).headers());
    }

    /** The body, which is empty for a GET; a copy. */
    public byte[] body() {
        return CallbackMessage.bodyOf(form.method(), form.sent()).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as a GET: the fields are in the query, which the signature does not cover. */
    public SignedCallback asGet() {
        return with(form.asGet());
    }

    /** Signed so long ago, correctly. */
    public SignedCallback stale(Duration age) {
        return at(age.negated());
    }

    /** Signed at a time so far ahead, correctly. */
    public SignedCallback fromTheFuture(Duration ahead) {
        return at(ahead);
    }

    /** Signed by a key that is not {@link TexmlSimulator#publicKey()}. */
    public SignedCallback byAnotherKey() {
        Signer another = new Signer(new Seed(signature.signer().publicKey().hashCode()));
        return with(new Signature(another, signature.timestamp(), signature.instead(), signature.absent()));
    }

    /** With a field more than was signed. In a GET no signature tells. */
    public SignedCallback altered() {
        return with(form.altered());
    }

    /** Without signature and timestamp. */
    public SignedCallback unsigned() {
        return with(new Signature(signature.signer(), signature.timestamp(), null, true));
    }

    /** With any text in place of the signature, such as one that is no Base64. */
    public SignedCallback withSignature(String text) {
        return with(new Signature(
                signature.signer(), signature.timestamp(), Objects.requireNonNull(text, "text"), signature.absent()));
    }

    /** With any text as its timestamp, such as one that is no number; the signature covers it. */
    public SignedCallback withTimestamp(String text) {
        return with(new Signature(
                signature.signer(), Objects.requireNonNull(text, "text"), signature.instead(), signature.absent()));
    }

    /**
     * Sends it, and waits up to four seconds for the answer; not on an event loop.
     *
     * @param address of a loopback address, or a host that {@link SimulatorBuilder#allowCallbacksTo} allows
     * @return the receiver's status, 0 when it did not answer
     */
    public int deliverTo(URI address) {
        return callbacks.sendNow(message(address));
    }

    /** Sends it so often, one after the other, as the platform may; returns the statuses. */
    public List<Integer> deliverTo(URI address, int times) {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            statuses.add(deliverTo(address));
        }
        return statuses;
    }

    /** The kind; neither fields nor signature. */
    @Override
    public String toString() {
        return "SignedCallback[" + form.method() + " " + kind + "]";
    }

    private CallbackMessage message(URI address) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!signature.absent()) {
            byte[] signed = CallbackMessage.bodyOf(form.method(), form.fields()).getBytes(StandardCharsets.UTF_8);
            headers.put(CallbackMessage.TIMESTAMP, signature.timestamp());
            headers.put(CallbackMessage.SIGNATURE, Objects.requireNonNullElseGet(signature.instead(), () -> signature
                    .signer()
                    .sign(signature.timestamp(), signed)));
        }
        return CallbackMessage.of(form.method(), address, form.sent(), headers);
    }

    private SignedCallback at(Duration fromNow) {
        return withTimestamp(Long.toString(callbacks.second() + fromNow.toSeconds()));
    }

    private SignedCallback with(Form other) {
        return new SignedCallback(callbacks, kind, other, signature);
    }

    private SignedCallback with(Signature other) {
        return new SignedCallback(callbacks, kind, form, other);
    }

    private static Map.Entry<String, Map<String, String>> call(String kind, String status) {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put("CallStatus", status);
        marks.put("CallbackSource", "call-progress-events");
        return Map.entry(kind, marks);
    }
}
