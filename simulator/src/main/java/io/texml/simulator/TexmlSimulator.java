package io.texml.simulator;

import io.texml.simulator.fault.Faults;
import io.texml.simulator.internal.Simulation;
import io.texml.simulator.journal.Journal;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.util.Map;

/**
 * A stateful TeXML API on 127.0.0.1.
 *
 * <pre>{@code
 * try (TexmlSimulator simulator = TexmlSimulator.start()) {
 *     // point a client at simulator.baseUrl() with simulator.apiKey() and simulator.accountSid()
 *     simulator.clock().advance(Duration.ofSeconds(10));
 *     assertThat(simulator.journal().count("calls.create")).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class TexmlSimulator implements AutoCloseable {

    private final Simulation simulation;
    private final SimulatorClock clock;

    TexmlSimulator(Simulation simulation) {
        this.simulation = simulation;
        this.clock = new SimulatorClock(simulation.keeper());
    }

    /** Starts a simulator with the default settings, on a free port. */
    public static TexmlSimulator start() {
        return builder().start();
    }

    /** Settings of a simulator to start. */
    public static SimulatorBuilder builder() {
        return new SimulatorBuilder();
    }

    /** The base of all addresses, ending in {@code /v2}: what a client takes as its base URL. */
    public URI baseUrl() {
        return URI.create(simulation.origin() + "/v2");
    }

    /** The origin of media links: another port, so that a test can see whether a client sends its key there. */
    public URI mediaOrigin() {
        return URI.create(simulation.mediaOrigin());
    }

    /** The key that clients have to send. */
    public String apiKey() {
        return simulation.settings().apiKey();
    }

    /** The main account. */
    public String accountSid() {
        return simulation.settings().accountSids().get(0);
    }

    /** The port of the API. */
    public int port() {
        return simulation.port();
    }

    /** The simulated time. */
    public SimulatorClock clock() {
        return clock;
    }

    /** What was requested. */
    public Journal journal() {
        return simulation.journal();
    }

    /** What goes wrong. */
    public Faults faults() {
        return simulation.faults();
    }

    /**
     * The key that verifies the signatures of callbacks: 32 bytes in Base64, as the platform's portal shows its own. It
     * comes from the seed.
     */
    public String publicKey() {
        return simulation.publicKey();
    }

    /**
     * A callback that no call caused, signed now, for a test to deliver with or without a fault.
     *
     * @param kind one of the kinds that {@link Journal#verifyCallbacks} takes. What tells it ({@code CallbackSource},
     *     {@code CallStatus}, {@code StatusCallbackEvent}, {@code RecordingStatus}) is added where it has one value of it
     * @param fields its fields, which win over those that are added; sent in the map's order
     * @throws IllegalArgumentException when there is no such kind
     */
    public SignedCallback signed(String kind, Map<String, String> fields) {
        return SignedCallback.of(simulation.callbacks(), simulation.signer(), kind, fields);
    }

    /** Changes how well callbacks are delivered from now on. */
    public void callbackDelivery(CallbackDelivery delivery) {
        simulation.delivery(delivery);
    }

    /** Says what the callee with this number does with calls that are dialled from now on. */
    public void callScript(String number, CallScript script) {
        simulation.script(number, script);
    }

    /**
     * Gives a phone number to an application, until a {@link #reset}. Numbers that nobody gave away belong to the oldest
     * application.
     *
     * @throws IllegalArgumentException if there is no such application
     */
    public void number(String number, String applicationSid) {
        simulation.number(number, applicationSid);
    }

    /**
     * Lets somebody call a number: the {@code voice_url} of the application that owns it is asked for a document, and the
     * call is answered unless that begins with a {@code Reject}. It belongs to the main account; the caller does what the
     * script of its own number says. All of it happens as time moves on.
     *
     * @return the call's sid
     * @throws IllegalStateException if there is no application
     */
    public String callIn(String from, String to) {
        return simulation.callIn(from, to, null);
    }

    /** The same, with a script for the caller. How a script answers does not matter here, as it is the caller's. */
    public String callIn(String from, String to, CallScript script) {
        return simulation.callIn(from, to, script);
    }

    /** Back to the state right after the start: same identifiers again, empty journal. The ports stay. */
    public void reset() {
        simulation.reset();
    }

    /** Stops the servers and frees their ports and threads. */
    @Override
    public void close() {
        simulation.close();
    }

    /** The address; not the key. */
    @Override
    public String toString() {
        return "TexmlSimulator[" + baseUrl() + "]";
    }
}
