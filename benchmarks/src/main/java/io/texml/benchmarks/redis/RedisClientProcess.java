package io.texml.benchmarks.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.texml.benchmarks.client.Commands;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The process in which all ways of coordination live side by side, and work in turn. */
public final class RedisClientProcess implements AutoCloseable {

    private final RedisURI uri;
    private final RedisClient observer;
    private final RightsLoad rights;
    private final EventsLoad events;
    private final Map<String, Coordination> coordinations = new LinkedHashMap<>();

    /** @param port of a Redis on loopback */
    public RedisClientProcess(int port) {
        uri = RedisURI.create("127.0.0.1", port);
        observer = RedisClient.create(uri);
        rights = new RightsLoad(observer.connect().sync());
        events = new EventsLoad(observer.connect().sync());
    }

    /** Argument: the port of the Redis. */
    public static void main(String[] args) throws IOException {
        try (RedisClientProcess process = new RedisClientProcess(Integer.parseInt(args[0]))) {
            Commands.answer(process::carryOut);
        }
        System.exit(0);
    }

    /**
     * One round of a case: {@code slot}, {@code paced} or {@code permit}, with a class of {@link Coordination}, how many are
     * taken and how many wait at once; or {@code events}, with the class, how many calls, events of each, calls at once and
     * processes that hear them. The answer has {@code name=value} for each measure.
     */
    public String carryOut(String[] command) {
        Coordination how = coordinations.computeIfAbsent(command[1], this::make);
        int count = Integer.parseInt(command[2]);
        int number = Integer.parseInt(command[3]);
        if (!command[0].equals("events")) {
            // Who hears events runs a script now and then, which would be taken for a dial's.
            coordinations.values().forEach(each -> each.events(0));
        }
        return switch (command[0]) {
            case "slot" -> rights.measure(how.slot(), count, number, Coordination.FREE_WINDOW);
            case "paced" -> rights.measure(how.pacedSlot(), count, number, Coordination.WINDOW);
            case "permit" -> rights.measure(how.permit(), count, number, Coordination.FREE_WINDOW);
            case "events" ->
                events.measure(how.events(Integer.parseInt(command[5])), count, number, Integer.parseInt(command[4]));
            default -> throw new IllegalArgumentException("no command: " + command[0]);
        };
    }

    private Coordination make(String type) {
        try {
            return Class.forName(type)
                    .asSubclass(Coordination.class)
                    .getConstructor(RedisURI.class)
                    .newInstance(uri);
        } catch (ReflectiveOperationException wrong) {
            throw new IllegalArgumentException("no coordination: " + type, wrong);
        }
    }

    @Override
    public void close() {
        coordinations.values().forEach(Coordination::close);
        observer.shutdown();
    }
}
