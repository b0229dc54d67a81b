package io.texml.redis;

import io.lettuce.core.RedisURI;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * One process of an account, whose wall clock is wrong. It does what it is told line by line, {@code FOLLOW call} or {@code PUBLISH call sequence}, and
 * says {@code DONE call} when an event is in Redis and {@code HEARD call sequence} of the calls that it follows.
 */
final class EventsWorker {

    private static final Duration AGAIN = Duration.ofMillis(20);

    private EventsWorker() {}

    public static void main(String[] arguments) throws Exception {
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(Integer.getInteger("proof.redis"))
                .withTimeout(Duration.ofSeconds(10))
                .build();
        RedisCallbackEvents events = RedisCallbackEvents.builder(TexmlRedis.connect(uri, "proof"))
                .kept(200_000, Duration.ofMinutes(10))
                .memory(InMemoryCallbackEvents.builder()
                        .scheduler(new SkewedScheduler(Duration.ofMillis(Long.getLong("proof.skew"))))
                        .deliverOn(Schedulers.immediate())
                        .build())
                .build();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("READY");
        String line = input.readLine();
        while (line != null) {
            String[] words = line.split(" ");
            String call = words[1];
            if (words[0].equals("FOLLOW")) {
                events.ofCall(call)
                        .subscribe(callback -> System.out.println("HEARD " + call + " " + callback.sequenceNumber()));
            } else {
                events.publish(Callbacks.progress(call, Integer.parseInt(words[2])))
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN))
                        .subscribe(nothing -> {}, failure -> System.exit(1), () -> System.out.println("DONE " + call));
            }
            line = input.readLine();
        }
        System.exit(0);
    }
}
