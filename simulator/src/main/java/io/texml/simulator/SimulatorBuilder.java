package io.texml.simulator;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.internal.Simulation;
import io.texml.simulator.internal.settings.Settings;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import io.texml.simulator.script.LastPageLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a simulator that is about to start. Without any: a free port, seed 1, a clock that stands still, strict
 * checking, no history, no faults, and at most {@value #DEFAULT_RETENTION} records of a kind.
 */
public final class SimulatorBuilder {

    static final int DEFAULT_RETENTION = 10_000;

    private static final Instant VIRTUAL_START = Instant.parse("2026-01-05T09:00:00Z");
    private static final String DEFAULT_ACCOUNT = "7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10";
    private static final String DEFAULT_KEY = "KEY_texml_simulator";

    private int port;
    private long seed = 1;
    private double speed;
    private @Nullable Instant start;
    private String apiKey = DEFAULT_KEY;
    private final List<String> accounts = new ArrayList<>();
    private final List<String> forbiddenAccounts = new ArrayList<>();
    private long pastCalls;
    private int pastRecordings;
    private int pastTranscriptions;
    private boolean lenient;
    private LastPageLink lastPageLink = LastPageLink.ABSENT;
    private boolean callSidInCreateResponse;
    private Duration readDelay = Duration.ZERO;
    private int retention = DEFAULT_RETENTION;
    private int maximumBodySize = 1024 * 1024;
    private int mostConnections = 1_024;
    private Duration silence = Duration.ofSeconds(30);
    private int rateLimit;
    private Duration rateWindow = Duration.ofSeconds(60);
    private int dialsPerSecond;
    private int concurrentCalls;
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> callbackHosts = new HashSet<>();
    private int callbackAttempts = 3;
    private CallbackDelivery callbackDelivery = CallbackDelivery.perfect();
    private CallScript defaultScript = CallScript.answered();
    private final Map<String, CallScript> scripts = new HashMap<>();

    SimulatorBuilder() {}

    /** The port of the API; 0, the default, takes a free one. */
    public SimulatorBuilder port(int newPort) {
        port = (int) requireBetween(newPort, 0, 65_535, "port");
        return this;
    }

    /** The seed that identifiers, times and chances come from. The same seed and the same requests give the same answers. */
    public SimulatorBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** The API key that clients have to send. */
    public SimulatorBuilder apiKey(String key) {
        apiKey = key;
        return this;
    }

    /** Adds an account; the first one replaces the default account and is the main one. */
    public SimulatorBuilder account(String accountSid) {
        accounts.add(accountSid);
        return this;
    }

    /** Adds an account that exists but that the key has no access to: requests for it are answered with 403. */
    public SimulatorBuilder forbiddenAccount(String accountSid) {
        forbiddenAccounts.add(accountSid);
        return this;
    }

    /**
     * Gives each account that many ended calls, one a minute before the start; they take no memory.
     *
     * @param count up to 100 million, so that a filter which nothing matches still comes to an end
     */
    public SimulatorBuilder calls(long count) {
        pastCalls = requireBetween(count, 0, 100_000_000, "calls");
        return this;
    }

    /** Gives each account that many recordings of its past calls, and as many past calls at least. */
    public SimulatorBuilder recordings(int count) {
        pastRecordings = (int) requireBetween(count, 0, 100_000_000, "recordings");
        return this;
    }

    /** Gives each account that many transcriptions, and as many past recordings at least. */
    public SimulatorBuilder transcriptions(int count) {
        pastTranscriptions = (int) requireBetween(count, 0, 100_000_000, "transcriptions");
        return this;
    }

    /** A clock that stands still until {@link SimulatorClock#advance} moves it. This is the default. */
    public SimulatorBuilder virtualTime() {
        speed = 0;
        return this;
    }

    /** A clock that runs as fast as the real one. */
    public SimulatorBuilder realTime() {
        return speed(1);
    }

    /** A clock that runs that many times as fast as the real one. */
    public SimulatorBuilder speed(double factor) {
        if (!(factor > 0) || factor > 1e6) {
            throw new IllegalArgumentException("The speed has to be more than 0 and at most a million: " + factor);
        }
        speed = factor;
        return this;
    }

    /** The simulated time at the start; by default a fixed day for a virtual clock, and now for a running one. */
    public SimulatorBuilder startTime(Instant instant) {
        start = instant;
        return this;
    }

    /** Takes unknown parameters and JSON where a form is documented, as the real platform does. */
    public SimulatorBuilder lenient() {
        lenient = true;
        return this;
    }

    /** How a list says that there is no next page. */
    public SimulatorBuilder lastPageLink(LastPageLink link) {
        lastPageLink = link;
        return this;
    }

    /** Whether {@code calls.create} answers a {@code call_sid} too; the documentation does not show one. */
    public SimulatorBuilder callSidInCreateResponse(boolean present) {
        callSidInCreateResponse = present;
        return this;
    }

    /** How far {@code calls.get} and {@code calls.list} lag behind what has happened, in simulated time. */
    public SimulatorBuilder readDelay(Duration delay) {
        readDelay = requireNotNegative(delay, "readDelay");
        return this;
    }

    /**
     * How many records of a kind an account keeps, and how many requests the journal keeps. Beyond it the records that
     * ended first, and the oldest requests, are forgotten.
     *
     * @param records 1 or more; {@value #DEFAULT_RETENTION} by default
     */
    public SimulatorBuilder retention(int records) {
        retention = (int) requireBetween(records, 1, Integer.MAX_VALUE, "retention");
        return this;
    }

    /** Keeps everything for as long as the simulator runs. */
    public SimulatorBuilder unboundedRetention() {
        retention = Integer.MAX_VALUE;
        return this;
    }

    /** Largest request body in bytes; a larger one is answered with 413. */
    public SimulatorBuilder maximumBodySize(int bytes) {
        maximumBodySize = (int) requireNotNegative(bytes, "maximumBodySize");
        return this;
    }

    /** Most connections at a time; one more is answered with 503 and closed. 1,024 by default. */
    public SimulatorBuilder maximumConnections(int connections) {
        mostConnections = (int) requireNotNegative(connections, "maximumConnections");
        return this;
    }

    /** How long a connection may wait, in real time, before it sends a request. 30 seconds by default. */
    public SimulatorBuilder silenceTimeout(Duration timeout) {
        silence = requireNotNegative(timeout, "silenceTimeout");
        return this;
    }

    /**
     * The requests that an account may send in a window of simulated time; the next one is answered with 429. Answers
     * carry the {@code x-ratelimit-*} headers. There is no limit by default.
     */
    public SimulatorBuilder rateLimit(int requests, Duration window) {
        rateLimit = (int) requireNotNegative(requests, "rateLimit");
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("The window of the rate limit has to be longer than 0: " + window);
        }
        rateWindow = window;
        return this;
    }

    /**
     * The calls that an account may dial per second of simulated time, summed over five seconds; the next one is
     * answered with 429 and code 90103. The platform's own default is 30; there is no limit by default.
     */
    public SimulatorBuilder dialsPerSecond(int dials) {
        dialsPerSecond = (int) requireNotNegative(dials, "dialsPerSecond");
        return this;
    }

    /** The calls of an account beyond which a new one is taken, and fails. There is no limit by default. */
    public SimulatorBuilder concurrentCalls(int calls) {
        concurrentCalls = (int) requireNotNegative(calls, "concurrentCalls");
        return this;
    }

    /** Begins with a fault; more can be added while the simulator runs. */
    public SimulatorBuilder fault(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** Allows callbacks to a host that is not a loopback address. */
    public SimulatorBuilder allowCallbacksTo(String host) {
        callbackHosts.add(host.toLowerCase(Locale.ROOT));
        return this;
    }

    /** How often a callback is tried, 1 to 20, waiting 1, 2, 4... seconds of simulated time in between. 3 by default. */
    public SimulatorBuilder callbackAttempts(int attempts) {
        callbackAttempts = (int) requireBetween(attempts, 1, 20, "callbackAttempts");
        return this;
    }

    /** How well callbacks are delivered; perfectly by default. */
    public SimulatorBuilder callbackDelivery(CallbackDelivery delivery) {
        callbackDelivery = delivery;
        return this;
    }

    /** What every callee does that has no script of its own. */
    public SimulatorBuilder callScript(CallScript script) {
        defaultScript = script;
        return this;
    }

    /** What the callee with this number does. */
    public SimulatorBuilder callScript(String number, CallScript script) {
        scripts.put(number, script);
        return this;
    }

    /** Starts the simulator. */
    public TexmlSimulator start() {
        Instant beginning = start;
        if (beginning == null) {
            beginning = speed > 0 ? Instant.now() : VIRTUAL_START;
        }
        return new TexmlSimulator(Simulation.start(new Settings(
                port,
                seed,
                speed,
                beginning,
                apiKey,
                accounts.isEmpty() ? List.of(DEFAULT_ACCOUNT) : List.copyOf(accounts),
                List.copyOf(forbiddenAccounts),
                history(),
                lenient,
                lastPageLink,
                callSidInCreateResponse,
                readDelay,
                retention,
                defaultScript,
                Map.copyOf(scripts),
                List.copyOf(faults),
                new Settings.Limits(rateLimit, rateWindow, dialsPerSecond, concurrentCalls),
                new Settings.Callbacks(Set.copyOf(callbackHosts), callbackAttempts, callbackDelivery),
                new Settings.Connections(mostConnections, silence, maximumBodySize))));
    }

    private Account.History history() {
        int recordings = Math.max(pastRecordings, pastTranscriptions);
        return new Account.History(Math.max(pastCalls, recordings), recordings, pastTranscriptions);
    }

    private static long requireNotNegative(long value, String name) {
        return requireBetween(value, 0, Long.MAX_VALUE, name);
    }

    private static long requireBetween(long value, long least, long most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " has to be "
                    + (most == Long.MAX_VALUE ? "at least " + least : "between " + least + " and " + most) + ", not "
                    + value);
        }
        return value;
    }

    private static Duration requireNotNegative(Duration value, String name) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is negative: " + value);
        }
        return value;
    }
}
