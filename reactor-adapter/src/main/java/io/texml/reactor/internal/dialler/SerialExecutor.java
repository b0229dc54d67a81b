package io.texml.reactor.internal.dialler;

import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Runs tasks one at a time, in the order in which they came, on whichever thread brings one while none runs; what comes
 * meanwhile, also from within a task, that thread runs afterwards. So what only tasks touch needs no lock.
 */
final class SerialExecutor implements Executor {

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

    /** What one task throws must not cost the others their turn. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            Operators.onErrorDropped(thrown, Context.empty());
        }
    }
}
