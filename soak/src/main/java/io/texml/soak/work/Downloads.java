package io.texml.soak.work;

import io.texml.reactor.TexmlClient;
import io.texml.recordings.Recording;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import reactor.core.publisher.Mono;

/** Media of recordings: the same bytes each time, and downloads that are cancelled behind their first bytes. */
final class Downloads implements Workload {

    private final TexmlClient client;
    private final Truth truth;
    private final Tally tally;
    private final Map<String, Long> known = new ConcurrentHashMap<>();

    Downloads(TexmlClient client, Truth truth, Tally tally) {
        this.client = client;
        this.truth = truth;
        this.tally = tally;
    }

    @Override
    public String name() {
        return "downloads";
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public Mono<Void> round() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Recording chosen =
                truth.recordings().get(random.nextInt(truth.recordings().size()));
        String sid = Objects.requireNonNull(chosen.sid(), "sid");
        // Links live for some minutes only, so each is fetched anew.
        var bytes = client.recordings().get(sid).flatMapMany(client.recordings()::download);
        Duration pause = Duration.ofMillis(random.nextInt(200));
        if (random.nextInt(4) == 0) {
            return bytes.take(1)
                    .doFinally(end -> tally.did("downloads cut off", 1))
                    .then(Mono.delay(pause))
                    .then();
        }
        return bytes.reduceWith(CRC32::new, Downloads::plus)
                .doOnNext(crc -> {
                    Long before = known.putIfAbsent(sid, crc.getValue());
                    WrongResult.unless(
                            before == null || before == crc.getValue(), "a recording had other bytes than before");
                    tally.did("recordings downloaded", 1);
                })
                .then(Mono.delay(pause))
                .then();
    }

    private static CRC32 plus(CRC32 crc, ByteBuffer part) {
        crc.update(part.duplicate());
        return crc;
    }
}
