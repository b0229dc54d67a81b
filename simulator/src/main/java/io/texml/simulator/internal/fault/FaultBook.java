package io.texml.simulator.internal.fault;

import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Fault.Effect;
import io.texml.simulator.fault.Faults;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides which faults a request meets, and makes them happen. Guarded by the platform's lock. */
public final class FaultBook implements Faults {

    private final Platform platform;
    private final List<Counted> faults = new ArrayList<>();
    private long happened;
    private long drawn;

    /** The faults of a platform, beginning with those of its settings. */
    public FaultBook(Platform platform) {
        this.platform = platform;
        reset();
    }

    private static final class Counted {

        private final Fault fault;
        private int seen;
        private int happened;

        private Counted(Fault fault) {
            this.fault = fault;
        }
    }

    /** Sends a request of an operation through the faults; the caller holds the platform's lock. */
    public Reply through(String operation, Supplier<Reply> act) {
        Fault met = null;
        Duration latency = Duration.ZERO;
        for (Counted counted : List.copyOf(faults)) {
            boolean taken = met != null && counted.fault.effect() != Effect.LATENCY;
            if (!concerns(counted, operation) || taken) {
                continue;
            }
            happened++;
            counted.happened++;
            if (counted.happened >= counted.fault.selection().times()) {
                faults.remove(counted);
            }
            if (counted.fault.effect() == Effect.LATENCY) {
                latency = latency.plus(counted.fault.latency().at(chance("latency")));
            } else {
                met = counted.fault;
            }
        }
        Reply reply = met == null ? act.get() : suffer(met, act);
        return latency.isZero() ? reply : reply.after(latency);
    }

    private boolean concerns(Counted counted, String operation) {
        Fault.Selection selection = counted.fault.selection();
        if (!selection.operations().isEmpty() && !selection.operations().contains(operation)) {
            return false;
        }
        counted.seen++;
        int since = counted.seen - selection.skip();
        return since > 0
                && since % selection.every() == 0
                && (selection.probability() >= 1 || chance("fault") < selection.probability());
    }

    private double chance(String purpose) {
        return (platform.seed().hash(purpose, drawn++) >>> 11) * 0x1.0p-53;
    }

    private static Reply suffer(Fault fault, Supplier<Reply> act) {
        Reply acted = fault.acts() ? act.get() : null;
        Reply reply = effect(fault, acted);
        return reply.withHeaders(fault.headers());
    }

    private static Reply effect(Fault fault, @Nullable Reply acted) {
        Reply real = acted == null ? Reply.empty(200) : acted;
        return switch (fault.effect()) {
            case ANSWER -> answer(fault);
            case DROP -> real.deliveredBy(new Reply.Dropped(fault.resets()));
            case TRUNCATE -> real.deliveredBy(new Reply.Truncated());
            case GARBLE -> real.withBody(garbled(real.body()));
            case SLOW -> real.deliveredBy(new Reply.Dripped(fault.duration()));
            case HUGE -> real.deliveredBy(new Reply.Padded(fault.bytes()));
            case LATENCY -> real;
            case EXPIRE ->
                Reply.text(
                        403,
                        "application/xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>");
        };
    }

    private static Reply answer(Fault fault) {
        String body = fault.body();
        if (body != null) {
            return Reply.text(fault.status(), fault.contentType(), body);
        }
        return fault.status() == 204
                ? Reply.empty(204)
                : Reply.json(fault.status(), StandardErrors.envelope(fault.status()));
    }

    private static byte[] garbled(byte[] body) {
        byte[] garbled = body.clone();
        for (int i = 0; i < garbled.length; i += 7) {
            garbled[i] = (byte) '<';
        }
        return garbled;
    }

    /** Back to the faults of the settings; the caller holds the lock, or nobody knows the book yet. */
    public void reset() {
        faults.clear();
        happened = 0;
        drawn = 0;
        platform.settings().faults().forEach(fault -> faults.add(new Counted(fault)));
    }

    @Override
    public void add(Fault fault) {
        locked(() -> faults.add(new Counted(fault)));
    }

    @Override
    public void clear() {
        locked(() -> {
            faults.clear();
            return true;
        });
    }

    @Override
    public List<Fault> active() {
        return locked(() -> faults.stream().map(counted -> counted.fault).toList());
    }

    @Override
    public long happened() {
        return locked(() -> happened);
    }

    private <T> T locked(Supplier<T> action) {
        platform.lock().lock();
        try {
            return action.get();
        } finally {
            platform.lock().unlock();
        }
    }
}
