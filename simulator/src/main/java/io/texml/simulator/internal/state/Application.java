package io.texml.simulator.internal.state;

import io.texml.simulator.internal.contract.Parameters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TeXML application: the members of its requests, with what the platform adds. Guarded by the platform's lock. */
public final class Application {

    private final String id;
    private final Instant created;
    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();
    private Instant updated;

    /** A new application. */
    public Application(String id, Parameters parameters, Instant now) {
        this.id = id;
        this.created = now;
        this.updated = now;
        members.putAll(parameters.values());
    }

    /** The identifier, a number in text. */
    public String id() {
        return id;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** When it was changed last. */
    public Instant updated() {
        return updated;
    }

    /** Replaces the members that a request gives. */
    public void update(Parameters parameters, Instant now) {
        members.putAll(parameters.values());
        updated = now;
    }

    /** A member, null when no request gave it. */
    public @Nullable Object member(String name) {
        return members.get(name);
    }

    /** A member as text, or another text. */
    public String text(String name, String otherwise) {
        Object value = members.get(name);
        return value == null ? otherwise : String.valueOf(value);
    }

    @Override
    public String toString() {
        return "Application[" + id + "]";
    }
}
