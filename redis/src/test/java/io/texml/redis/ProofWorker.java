package io.texml.redis;

import io.lettuce.core.RedisURI;
import io.texml.TexmlException;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.spi.LiveCalls.Dial;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * One process of an account: dials calls over HTTP at the shared pace, or under the shared live calls, as the system
 * properties say. It prints {@code READY}, begins with the first byte on its input, and ends when all were dialled.
 */
final class ProofWorker {

    private static final int AT_ONCE = 60;
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final Duration LEASE = Duration.ofMillis(1_500);
    private static final String FROM = "+13125550100";

    private final TexmlClient client;

    private ProofWorker(TexmlClient client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(Integer.getInteger("proof.redis"))
                .withTimeout(Duration.ofSeconds(10))
                .build();
        int dials = Integer.getInteger("proof.dials");
        int most = Integer.getInteger("proof.most");
        Duration window = Duration.ofMillis(Long.getLong("proof.window"));
        Duration total = window.multipliedBy(4).plusSeconds(1);
        TexmlRedis redis = TexmlRedis.connect(uri, "proof");
        TexmlClientBuilder builder = TexmlClient.builder()
                .baseUrl(URI.create(System.getProperty("proof.simulator")))
                .apiKey(System.getProperty("proof.key"))
                .accountSid(System.getProperty("proof.account"))
                .totalTimeout(total);
        if (most > 0) {
            builder.withoutDialPace();
        } else {
            builder.dialPace(RedisDialPace.builder(redis, dials, window)
                    .longestDial(total)
                    .build());
        }
        ProofWorker worker = new ProofWorker(builder.build());
        System.out.println("READY");
        System.in.read();
        Flux<Integer> numbers = Flux.range(Integer.getInteger("proof.first"), Integer.getInteger("proof.calls"));
        if (most > 0) {
            worker.dialUnder(redis, most, numbers);
        } else {
            numbers.flatMap(worker::dial, AT_ONCE).blockLast();
        }
        System.exit(0);
    }

    private static CreateCall request(int number) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from(FROM)
                .to(to(number))
                .build();
    }

    static String to(int number) {
        return "+1312" + (1_000_000 + number);
    }

    /** Again as long as it is certain that nothing was dialled. */
    private Mono<?> dial(int number) {
        return client.calls()
                .create(request(number))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN)
                        .filter(failure -> failure instanceof TexmlException known && !known.outcomeUnknown()))
                .onErrorComplete();
    }

    private void dialUnder(TexmlRedis redis, int most, Flux<Integer> numbers) {
        RedisLiveCalls live = new RedisLiveCalls(
                redis,
                most,
                LEASE,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                lost -> RedisLiveCalls.hasEnded(client, lost));
        Set<Permit> held = ConcurrentHashMap.newKeySet();
        Disposable renewing = Flux.interval(live.renewEvery()).subscribe(tick -> live.renew(held));
        numbers.flatMap(
                        number -> live.acquire()
                                .flatMap(permit -> dialUnder(permit, number, held))
                                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN)),
                        AT_ONCE)
                .blockLast();
        renewing.dispose();
    }

    private Mono<Boolean> dialUnder(Permit permit, int number, Set<Permit> held) {
        if (!permit.holds()) {
            permit.release();
            return Mono.error(new IllegalStateException("lost"));
        }
        held.add(permit);
        permit.dialling(new Dial("proof", FROM, to(number), Duration.ofMinutes(5)));
        Mono<Boolean> ended = client.calls()
                .list(ListCalls.builder().to(to(number)).build())
                .all(call -> call.status() != null && call.status().hasEnded())
                .onErrorReturn(false)
                .repeatWhen(again -> again.delayElements(AGAIN))
                .filter(over -> over)
                .next();
        return client.calls()
                .create(request(number))
                .then()
                .onErrorComplete()
                .then(ended)
                .doOnNext(over -> {
                    held.remove(permit);
                    permit.release();
                });
    }
}
