package io.texml.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An application's callback endpoint, built on the JDK alone. */
final class CallbackReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, String> mediaTypes = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    record Received(
            String method,
            String path,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body,
            String form) {

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            try {
                Forms.parse(form).forEach(field -> fields.put(field.name(), field.value()));
            } catch (MalformedEncodingException e) {
                throw new IllegalStateException(e);
            }
            return fields;
        }

        /** Verifies as the platform's documentation tells to, with the JDK alone. */
        boolean signedBy(String publicKey) {
            try {
                byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
                byte[] raw = Base64.getDecoder().decode(publicKey);
                byte[] encoded = new byte[prefix.length + raw.length];
                System.arraycopy(prefix, 0, encoded, 0, prefix.length);
                System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
                PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                verifier.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
                verifier.update(body);
                return verifier.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    CallbackReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String query = exchange.getRequestURI().getRawQuery();
            Received callback = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("telnyx-timestamp"),
                    exchange.getRequestHeaders().getFirst("telnyx-signature-ed25519"),
                    body,
                    query == null ? new String(body, StandardCharsets.UTF_8) : query);
            synchronized (received) {
                received.add(callback);
                received.notifyAll();
            }
            answer(exchange);
        });
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        CountDownLatch latch = held.get(path);
        String redirect = redirects.get(path);
        byte[] answer = answers.get(path);
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            exchange.sendResponseHeaders(500, -1);
        } else if (redirect != null) {
            exchange.getResponseHeaders().add("Location", redirect);
            exchange.sendResponseHeaders(302, -1);
        } else if (answer != null) {
            exchange.getResponseHeaders().add("Content-Type", mediaTypes.get(path));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } else {
            exchange.sendResponseHeaders(200, -1);
        }
        exchange.close();
    }

    /** Answers requests for a path with a document. */
    void answer(String path, String document) {
        answer(path, "text/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers requests for a path with those bytes. */
    void answer(String path, String mediaType, byte[] document) {
        mediaTypes.put(path, mediaType);
        answers.put(path, document);
    }

    /** Answers requests for a path with a redirect. */
    void redirect(String path, String location) {
        redirects.put(path, location);
    }

    /** Lets requests for a path wait until the latch is open. */
    CountDownLatch hold(String path) {
        return held.computeIfAbsent(path, key -> new CountDownLatch(1));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void failNext(int count) {
        failures.set(count);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Waits until so many callbacks have come, answered or not. */
    void awaitReceived(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        synchronized (received) {
            while (received.size() < count) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("Only " + received.size() + " callbacks have come");
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    List<String> values(String field) {
        return received().stream()
                .map(callback -> String.valueOf(callback.fields().get(field)))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
