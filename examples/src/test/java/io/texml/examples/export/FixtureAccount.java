package io.texml.examples.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * An account with calls that are functions of their number, behind an HTTP server of the JDK: what it sends is known byte
 * by byte. With faults it refuses, cuts pages off, breaks connections, forgets page tokens and changes the page size.
 */
final class FixtureAccount implements AutoCloseable {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    static final int DAYS = 10;

    private static final String PATH = "/v2/texml/Accounts/AC1/Calls";

    private final int calls;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final AtomicInteger pages = new AtomicInteger();
    private final Random random = new Random(11);

    private volatile IntConsumer onPage = page -> {};
    private volatile int faultPercent;
    private volatile int refuseAfter = Integer.MAX_VALUE;

    FixtureAccount(int calls) throws IOException {
        this.calls = calls;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2";
    }

    int pages() {
        return pages.get();
    }

    /** Calls back with each page's number before it is sent. */
    void onPage(IntConsumer action) {
        onPage = action;
    }

    /** From this page on the account is closed to the key. */
    void refuseAfter(int goodPages) {
        refuseAfter = goodPages;
    }

    void faults(int percent) {
        faultPercent = percent;
    }

    /** One call as it is sent: odd white space, escapes, numbers that no double holds. */
    static String call(int number) {
        return "{\"sid\": \"v3:" + number + "\",\"to\":\"+1312555" + (1000 + number % 9000)
                + "\",\"n\":" + number + ".10,\"big\":12345678901234567890" + number
                + ",\"text\":\"\\u00e9 \\\"]},{ \u20ac\",\"list\":[{},[]] }";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            if (!"Bearer KEY_fixture".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 401, "{\"errors\":[{\"code\":\"10009\",\"title\":\"Authentication failed\"}]}");
                return;
            }
            if (pages.get() >= refuseAfter) {
                send(exchange, 403, "{\"errors\":[{\"code\":\"10010\"}]}");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            if (path.contains("/Recordings/")) {
                send(exchange, 404, "{\"errors\":[{\"detail\":\"Resource not found\"}]}");
                return;
            }
            int fault = nextFault();
            if (fault == 1) {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "{\"errors\":[{\"code\":\"10011\"}]}");
                return;
            }
            if (fault == 2) {
                // Nothing is sent: the connection is just closed.
                return;
            }
            String token = query.get("PageToken");
            if (fault == 3 && token != null) {
                send(exchange, 422, "{\"errors\":[{\"code\":\"10015\",\"source\":{\"pointer\":\"/PageToken\"}}]}");
                return;
            }
            onPage.accept(pages.incrementAndGet());
            String array = path.contains("/Recordings") ? "recordings" : "calls";
            byte[] page = page(array, query, fault == 5).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(page, 0, fault == 4 ? page.length / 2 : page.length);
            } catch (IOException clientIsGoneOrPageCutOff) {
                // Both are wanted here.
            }
        }
    }

    private synchronized int nextFault() {
        return random.nextInt(100) < faultPercent ? 1 + random.nextInt(5) : 0;
    }

    private String page(String array, Map<String, String> query, boolean otherSize) {
        String day = query.get("StartTime");
        int perDay = calls / DAYS;
        int first = day == null ? 0 : (int) (LocalDate.parse(day).toEpochDay() - FIRST_DAY.toEpochDay()) * perDay;
        int end = day == null ? calls : first + perDay;
        int size = Integer.parseInt(query.getOrDefault("PageSize", "50"));
        int from = query.containsKey("PageToken") ? Integer.parseInt(query.get("PageToken")) : first;
        int to = Math.min(end, from + (otherSize ? Math.max(1, size / 3) : size));
        StringBuilder page = new StringBuilder((to - from) * 160 + 256)
                .append("{\"page_size\":50,\"")
                .append(array)
                .append("\":[");
        for (int i = from; i < to; i++) {
            page.append(i == from ? " " : " ,\t").append(call(i));
        }
        page.append("],\"next_page_uri\":");
        if (to < end) {
            page.append('"')
                    .append(PATH)
                    .append(".json?PageSize=")
                    .append(size)
                    .append("&PageToken=")
                    .append(to);
            page.append(day == null ? "" : "&StartTime=" + day).append('"');
        } else {
            page.append("null");
        }
        return page.append('}').toString();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                query.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return query;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
