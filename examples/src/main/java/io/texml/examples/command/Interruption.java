package io.texml.examples.command;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What Ctrl-C does: the first time it asks for an end soon, the second time it ends the process. */
public final class Interruption {

    /** What the program ends with then. */
    public static final int EXIT_CODE = 130;

    private final Sinks.Empty<Void> signal = Sinks.empty();
    private final AtomicBoolean requested = new AtomicBoolean();

    private final String soon;
    private final String howToGoOn;

    /**
     * Before it is installed.
     *
     * @param soon how the program ends when it is asked to
     * @param howToGoOn what to do after an end at once
     */
    public Interruption(String soon, String howToGoOn) {
        this.soon = soon;
        this.howToGoOn = howToGoOn;
    }

    /** Takes over the signal, where the platform has it (the class is no part of the standard). */
    public void install(PrintStream err) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            interrupt(err);
                        }
                        return null;
                    });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(null, signalType.getConstructor(String.class).newInstance("INT"), handler);
        } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
            err.println("Ctrl-C ends this program at once here; " + howToGoOn);
        }
    }

    /** Whether an end was asked for. */
    public boolean isRequested() {
        return requested.get();
    }

    /** Completes when an end was asked for. */
    public Mono<Void> asMono() {
        return signal.asMono();
    }

    private void interrupt(PrintStream err) {
        if (requested.compareAndSet(false, true)) {
            err.println("\n" + soon + "; Ctrl-C again ends at once.");
            signal.tryEmitEmpty();
        } else {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
