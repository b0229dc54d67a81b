package io.texml.soak;

import io.texml.soak.platform.Platform;
import io.texml.soak.watch.Bound;
import io.texml.soak.watch.Bounds;
import io.texml.soak.watch.Leaks;
import io.texml.soak.watch.Sample;
import io.texml.soak.work.Application;
import io.texml.soak.work.Tally;
import io.texml.soak.work.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Hooks;

/** One run: a warm-up, a rest, the work that is watched, and a rest. */
final class Run {

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(2);

    /** What is loaded and filled for the first time behind it would count as left behind. */
    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(4);

    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(15);
    private static final int SAMPLES = 240;

    /** The permit of a call that is told as unknown is held for as long as it could live: 35 seconds and the slack. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final Platform platform;
    private final Leaks leaks;
    private final Duration duration;
    private final long began = System.nanoTime();
    private final Tally warmUp = new Tally();
    private final Tally tally = new Tally();

    Run(Platform platform, Leaks leaks, Duration duration) {
        this.platform = platform;
        this.leaks = leaks;
        this.duration = duration;
    }

    Report report() {
        Hooks.onErrorDropped(dropped -> tally.wrong("nobody heard of " + dropped));
        try (Application application = new Application(platform)) {
            int sockets = Sample.openSockets();
            List<Work> phases = Work.phases(application, warmUp, tally);
            Duration quarter = duration.dividedBy(4);
            work(
                    phases.get(0),
                    application,
                    quarter.compareTo(SHORTEST_WARM_UP) < 0 ? SHORTEST_WARM_UP : shorter(LONGEST_WARM_UP, quarter));
            Sample warm = rest(application, sockets);
            List<Sample> samples = work(phases.get(1), application, duration);
            Sample end = rest(application, warm.sockets());
            return report(phases.get(1), warm, samples, end, application);
        }
    }

    private Report report(Work work, Sample warm, List<Sample> samples, Sample end, Application application) {
        List<Bound> bounds = new ArrayList<>(Bounds.of(warm, samples, end));
        Platform.Counts counts = platform.counts();
        bounds.add(Bound.atMost(
                "live calls of the dialler, by the platform", Application.MOST_LIVE, counts.mostLiveCalls()));
        bounds.add(Bound.atMost("buffers that leaked", 0, leaks.found()));
        bounds.add(Bound.atMost("wrong results", 0, warmUp.wrong() + tally.wrong()));
        List<String> idle = work.idle();
        bounds.add(new Bound(
                "workloads that completed a round",
                "all",
                idle.isEmpty() ? "all" : "not " + String.join(", ", idle),
                idle.isEmpty()));
        List<String> wrongs = new ArrayList<>(warmUp.wrongs());
        wrongs.addAll(tally.wrongs());
        return new Report(
                Environment.describe(duration),
                bounds,
                tally.done(),
                tally.failed(),
                counts.faults(),
                application.overcome(),
                application.lostEvents(),
                wrongs,
                warm,
                samples,
                end);
    }

    /** Works for that long in trouble, then in peace until all rounds are over. */
    private List<Sample> work(Work work, Application application, Duration length) {
        Duration interval = shorter(LONGEST_INTERVAL, length.dividedBy(SAMPLES).plusSeconds(1));
        List<Sample> samples = new ArrayList<>();
        platform.trouble();
        CompletableFuture<Void> over = work.run().toFuture();
        long end = System.nanoTime() + length.toNanos();
        while (!isOver(over, shorter(interval, Duration.ofNanos(end - System.nanoTime())))) {
            if (end - System.nanoTime() <= 0) {
                break;
            }
            samples.add(Sample.take(seconds(), application));
            show(samples.get(samples.size() - 1));
        }
        work.stop();
        platform.peace();
        if (!isOver(over, Work.LONGEST_ROUND.multipliedBy(2))) {
            tally.wrong("a workload did not end");
        }
        return samples;
    }

    /** Waits until nothing is under way and no more sockets are open than that. */
    private Sample rest(Application application, int sockets) {
        await(() -> application.load().isNone() && Sample.openSockets() <= sockets);
        leaks.found();
        Sample.take(seconds(), application);
        Sample sample = Sample.take(seconds(), application);
        show(sample);
        return sample;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_REST.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
            pause(Duration.ofMillis(100));
        }
    }

    private static boolean isOver(CompletableFuture<Void> future, Duration atMost) {
        try {
            future.get(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the work failed", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void show(Sample sample) {
        System.out.printf(
                Locale.ROOT,
                "%5d s  heap %5.1f MB  direct %5.1f MB  threads %3d  sockets %3d  live calls %2d%n",
                sample.seconds(),
                sample.heap() / 1048576.0,
                sample.direct() / 1048576.0,
                sample.threadCount(),
                sample.sockets(),
                sample.load().live());
    }
}
