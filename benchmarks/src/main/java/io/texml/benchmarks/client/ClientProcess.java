package io.texml.benchmarks.client;

import io.texml.benchmarks.contender.Contender;
import io.texml.benchmarks.contender.Texml;
import io.texml.benchmarks.server.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The process of one contender. */
public final class ClientProcess {

    private final Contender contender;

    private ClientProcess(Contender contender) {
        this.contender = contender;
    }

    /** Arguments: the contender's class, the server's port. */
    public static void main(String[] args) throws IOException {
        try (Contender contender = make(args[0], Integer.parseInt(args[1]))) {
            Commands.answer(new ClientProcess(contender)::carryOut);
        }
        System.exit(0);
    }

    /** Makes the contender of a class. */
    public static Contender make(String type, int port) {
        try {
            return Class.forName(type)
                    .asSubclass(Contender.class)
                    .getConstructor(int.class)
                    .newInstance(port);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalArgumentException("no contender: " + type, wrong);
        }
    }

    private String carryOut(String[] command) {
        String account = command[1];
        return switch (command[0]) {
            case "list" -> list(account, false);
            case "raw" -> list(account, true);
            case "create" -> create(account, Integer.parseInt(command[2]), Integer.parseInt(command[3]));
            case "slow" -> slow(account, Integer.parseInt(command[2]), Long.parseLong(command[3]));
            case "ahead" ->
                ahead(account, Integer.parseInt(command[2]), Long.parseLong(command[3]), Integer.parseInt(command[4]));
            case "first" -> first(account);
            default -> throw new IllegalArgumentException("no command: " + command[0]);
        };
    }

    private String list(String account, boolean raw) {
        System.gc();
        Meter meter = Meter.start();
        long items = raw ? contender.listRaw(account) : contender.list(account);
        String used = meter.stop();
        check(items, account);
        return used;
    }

    private String create(String account, int requests, int callers) {
        System.gc();
        Meter meter = Meter.start();
        long[] nanos = Load.run(contender, account, requests, callers);
        return meter.stop()
                + String.format(
                        Locale.ROOT,
                        " requests=%d p50=%d p99=%d",
                        requests,
                        nanos[requests / 2],
                        nanos[(int) (requests * 0.99)]);
    }

    private String slow(String account, int itemsPerPause, long pauseMicros) {
        return consume(account, itemsPerPause, pauseMicros, consumer -> contender.list(account, consumer));
    }

    private String ahead(String account, int itemsPerPause, long pauseMicros, int pages) {
        return consume(account, itemsPerPause, pauseMicros, consumer -> ((Texml) contender)
                .listReadingAhead(account, pages, consumer));
    }

    private static String consume(
            String account, int itemsPerPause, long pauseMicros, ToLongFunction<SlowConsumer> list) {
        SlowConsumer consumer = new SlowConsumer(
                itemsPerPause, pauseMicros * 1_000, Scenario.parse(account).items() / 2);
        Meter meter = Meter.start();
        long items = list.applyAsLong(consumer);
        String used = meter.stop();
        check(items, account);
        return used + " live=" + consumer.liveBytes();
    }

    private String first(String account) {
        check(contender.list(account), account);
        return "resident=" + memory("VmRSS:") + " highest=" + memory("VmHWM:");
    }

    private static void check(long items, String account) {
        if (items != Scenario.parse(account).items()) {
            throw new IllegalStateException(items + " items came");
        }
    }

    private static long memory(String name) {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        try {
            for (String line : Files.readAllLines(status)) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return -1;
        } catch (IOException unreadable) {
            return -1;
        }
    }
}
