package io.texml.simulator.internal.contract;

import java.util.ArrayList;
import java.util.List;

/** The names that tests and faults may use. A misspelt one would make an assertion hold that asserts nothing. */
public final class KnownNames {

    /** A request to a media link. */
    public static final String MEDIA = "media.get";

    /** A request to an address where nothing is. */
    public static final String UNKNOWN = "unknown";

    private static final List<String> OPERATIONS = allOperations();

    /** Every kind that the platform is known to send, also those that the simulator never does. */
    private static final List<String> CALLBACKS = List.of(
            "instruction-fetch",
            "call-initiated",
            "call-ringing",
            "call-answered",
            "call-completed",
            "call-dtmf",
            "call-amd",
            "gather",
            "gather-partial",
            "http-request",
            "ai-gather",
            "refer-status",
            "conference-start",
            "conference-join",
            "conference-leave",
            "conference-end",
            "conference-speaker",
            "recording-in-progress",
            "recording-completed",
            "recording-absent",
            "transcription-recording",
            "transcription-realtime",
            "queue",
            "queue-action",
            "connect-action",
            "stream",
            "siprec",
            "pay-action",
            "pay-status",
            "deepfake",
            "call-cost",
            "call-analyzed");

    private KnownNames() {}

    /** Every name of a request. */
    public static List<String> operations() {
        return OPERATIONS;
    }

    /** Every name of a callback. */
    public static List<String> callbacks() {
        return CALLBACKS;
    }

    /**
     * The name, if it is an operation's id, {@code media.get} or {@code unknown}.
     *
     * @throws IllegalArgumentException if it is not, with what it may have been meant to be
     */
    public static String operation(String id) {
        return require("operation", id, OPERATIONS);
    }

    /**
     * The name, if it is a kind of callback.
     *
     * @throws IllegalArgumentException if it is not, with what it may have been meant to be
     */
    public static String callback(String kind) {
        return require("callback", kind, CALLBACKS);
    }

    private static String require(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(Suggestion.unknown(what, name, known));
        }
        return name;
    }

    private static List<String> allOperations() {
        List<String> names = new ArrayList<>();
        Contract.load().operations().forEach(operation -> names.add(operation.id()));
        names.add(MEDIA);
        names.add(UNKNOWN);
        return List.copyOf(names);
    }
}
