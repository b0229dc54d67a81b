package io.texml.reactor.internal.time;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Runs tasks one at a time, in the order in which they came, on whichever thread brings one while none runs; what comes
 * meanwhile, also from within a task, that thread runs afterwards. So what only tasks touch needs no lock.
 */
public final class SerialExecutor implements Executor {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.dialler");

    private final Queue<Runnable> tasks =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final AtomicInteger work = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
                run(next);
            }
            missed = work.addAndGet(-missed);
        } while (missed != 0);
    }

    /** What one task throws, or a hook that hears of it, must not cost the others their turn. */
    public static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            try {
                Operators.onErrorDropped(thrown, Context.empty());
            } catch (Throwable hook) {
                LOGGER.error(
                        "a hook for dropped errors threw {}", hook.getClass().getName());
            }
        }
    }
}
