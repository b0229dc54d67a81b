package io.texml.reactor.delivery;

import io.texml.reactor.MediaFile;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A media host that answers as a test says, the API that links to it, and a client of both whose waits cost no time. */
final class MediaHost implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Pattern RANGE = Pattern.compile("(?im)^range: bytes=(\\d+)-");

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger links = new AtomicInteger();
    private final HandTime time = new HandTime();
    private final FaultServer server;
    private final Answers answers;

    /** What the host does with a request. */
    @FunctionalInterface
    interface Answers {
        /** @param number of the request, from 1 */
        void answer(int number, Request request, Answer answer) throws IOException, InterruptedException;
    }

    /** @param seconds by the client's clock */
    record Request(String head, double seconds) {

        /** Where the range begins; -1 without one. */
        int from() {
            Matcher range = RANGE.matcher(head);
            return range.find() ? Integer.parseInt(range.group(1)) : -1;
        }

        boolean isConditional() {
            return head.toLowerCase(Locale.ROOT).contains("\r\nif-range: ");
        }
    }

    /** Writes an answer. */
    record Answer(FaultServer.Connection connection) {

        /** An answer and, when it has all that it announces, the next request. */
        void write(String status, String body, String... headers) throws IOException {
            connection.write("HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + "\r\n" + body);
        }

        /** The whole. */
        void whole(String body, String... headers) throws IOException {
            write("200 OK", body, with(headers, "Content-Length: " + body.length()));
        }

        /** The first bytes of the whole, then the connection breaks. */
        void broken(String body, int length, String... headers) throws IOException {
            write("200 OK", body.substring(0, length), with(headers, "Content-Length: " + body.length()));
            breakOff();
        }

        /** Ends the connection. */
        void breakOff() throws IOException {
            connection.finish();
            connection.awaitEnd();
            throw new EOFException();
        }

        /** Bytes first to last. */
        void part(String body, int first, int last, String... headers) throws IOException {
            write(
                    "206 Partial Content",
                    body.substring(first, last + 1),
                    with(
                            headers,
                            "Content-Range: bytes " + first + "-" + last + "/" + body.length(),
                            "Content-Length: " + (last + 1 - first)));
        }

        private static String[] with(String[] headers, String... more) {
            return Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new);
        }
    }

    MediaHost(Answers answers) {
        this.answers = answers;
        this.server = new FaultServer((number, connection) -> {
            while (true) {
                serve(connection.readHead(), connection);
            }
        });
    }

    private void serve(String head, FaultServer.Connection connection) throws IOException, InterruptedException {
        if (head.startsWith("GET /v2/")) {
            connection.answer(
                    200,
                    "{\"sid\":\"RE1\",\"media_url\":\"" + connection.origin() + "/m.mp3?link=" + links.incrementAndGet()
                            + "\"}");
            return;
        }
        Request request = new Request(head, time.now(TimeUnit.MILLISECONDS) / 1_000.0);
        requests.add(request);
        answers.answer(requests.size(), request, new Answer(connection));
    }

    static String media(char seed, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (seed + i * 7 % 26));
        }
        return text.toString();
    }

    static byte[] bytes(String media) {
        return media.getBytes(StandardCharsets.ISO_8859_1);
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    TexmlClient client(UnaryOperator<TexmlClientBuilder> options) {
        return options.apply(TexmlClient.builder()
                        .apiKey("KEY_test")
                        .accountSid("AC1")
                        .baseUrl(server.baseUrl())
                        .scheduler(time))
                .build();
    }

    MediaFile save(TexmlClient client, Path file) {
        return Objects.requireNonNull(moved(client.recordings().save("RE1", file)));
    }

    /** The result; the client's clock runs as fast as it can meanwhile. */
    <T> T moved(Mono<T> work) {
        Disposable clock = Flux.interval(Duration.ofMillis(2))
                .onBackpressureDrop()
                .subscribe(tick -> time.advanceTimeBy(Duration.ofMillis(100)));
        try {
            return work.block(LONG);
        } finally {
            clock.dispose();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
    }

    /**
     * Virtual time that several threads may use. Reactor's own looks at its first task and then takes its first task: one that
     * another thread adds in between is lost, and who waits for it waits for ever.
     */
    private static final class HandTime implements Scheduler {

        private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

        synchronized void advanceTimeBy(Duration step) {
            time.advanceTimeBy(step);
        }

        @Override
        public synchronized Disposable schedule(Runnable task) {
            return time.schedule(task);
        }

        @Override
        public synchronized Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return time.schedule(task, delay, unit);
        }

        @Override
        public Worker createWorker() {
            throw new UnsupportedOperationException("the client schedules single tasks");
        }

        @Override
        public long now(TimeUnit unit) {
            return time.now(unit);
        }
    }
}
