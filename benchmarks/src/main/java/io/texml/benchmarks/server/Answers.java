package io.texml.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bytes of every answer. Items are rendered once per page size; a page adds its own short beginning and end. */
public final class Answers {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Instant FIRST_CALL = Instant.parse("2024-03-04T14:07:31Z");
    private static final String ACCOUNT = "7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10";
    private static final String[] STATUSES = {"completed", "busy", "no-answer", "completed", "failed"};
    private static final String START = "{\"calls\":[";

    private static final Map<Integer, byte[]> ITEMS = new ConcurrentHashMap<>();
    private static final byte[] CREATED =
            answer("{\"from\":\"+13125550147\",\"to\":\"+17735550199\",\"status\":\"queued\"}");

    private Answers() {}

    /** One page, in a buffer over shared bytes. */
    static ByteBuf page(Scenario scenario, int number, boolean last) {
        byte[] items = items(scenario.pageSize());
        byte[] end = end(scenario, number);
        byte[] head = head(START.length() + items.length + end.length, last);
        return Unpooled.wrappedBuffer(head, START.getBytes(StandardCharsets.US_ASCII), items, end);
    }

    /** The answer to a dialling request. */
    static ByteBuf created() {
        return Unpooled.wrappedBuffer(CREATED);
    }

    /** The body of one page, for what is measured without a network. */
    public static byte[] pageBody(Scenario scenario, int number) {
        return Unpooled.wrappedBuffer(
                        START.getBytes(StandardCharsets.US_ASCII), items(scenario.pageSize()), end(scenario, number))
                .toString(StandardCharsets.US_ASCII)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] items(int count) {
        return ITEMS.computeIfAbsent(count, Answers::render);
    }

    private static byte[] render(int count) {
        StringBuilder items = new StringBuilder(count * 900);
        for (int i = 0; i < count; i++) {
            String sid = String.format(Locale.ROOT, "v3:Zq7uT1kXc9LmB4sRwP2dYh6NfVe8JgAo_3iKxU5tQnHr0v%06d", i);
            String to = String.format(Locale.ROOT, "+1773555%04d", i % 10_000);
            String toFormatted = String.format(Locale.ROOT, "(773) 555-%04d", i % 10_000);
            Instant began = FIRST_CALL.plusSeconds(i * 37L);
            int lasted = 11 + i % 300;
            String start = RFC_2822.format(began);
            String stop = RFC_2822.format(began.plusSeconds(lasted));
            items.append(i == 0 ? "" : ",")
                    .append("{\"account_sid\":\"")
                    .append(ACCOUNT)
                    .append("\",\"answered_by\":\"human\",\"caller_name\":\"Front Desk\",\"date_created\":\"")
                    .append(start)
                    .append("\",\"date_updated\":\"")
                    .append(stop)
                    .append("\",\"direction\":\"outbound\",\"duration\":\"")
                    .append(lasted)
                    .append("\",\"end_time\":\"")
                    .append(stop)
                    .append("\",\"from\":\"+13125550147\",\"from_formatted\":\"(312) 555-0147\",\"price\":\"0.0")
                    .append(100 + i % 900)
                    .append("\",\"price_unit\":\"USD\",\"sid\":\"")
                    .append(sid)
                    .append("\",\"start_time\":\"")
                    .append(start)
                    .append("\",\"status\":\"")
                    .append(STATUSES[i % STATUSES.length])
                    .append("\",\"to\":\"")
                    .append(to)
                    .append("\",\"to_formatted\":\"")
                    .append(toFormatted)
                    .append("\",\"uri\":\"/v2/texml/Accounts/")
                    .append(ACCOUNT)
                    .append("/Calls/")
                    .append(sid)
                    .append(".json\"}");
        }
        return items.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] end(Scenario scenario, int number) {
        String list = "/v2/texml/Accounts/" + scenario.sid() + "/Calls.json?PageSize=" + scenario.pageSize() + "&Page=";
        String next = number + 1 < scenario.pages()
                ? ",\"next_page_uri\":\"" + list + (number + 1) + "&PageToken=TkpWc2RHVjRYMk5oYkd4eg\""
                : "";
        return ("],\"end\":" + (scenario.items() - 1) + ",\"first_page_uri\":\"" + list + "0\"" + next + ",\"page\":"
                        + number + ",\"page_size\":" + scenario.pageSize() + ",\"start\":0,\"uri\":\"" + list + number
                        + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] answer(String body) {
        return (new String(head(body.length(), false), StandardCharsets.US_ASCII) + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] head(int length, boolean last) {
        return ("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: 5f1c0d0e-77b2-4d07-9f9b-0d5f6a1f7c11"
                        + "\r\nx-ratelimit-limit: 1000000\r\nx-ratelimit-remaining: 999999\r\nx-ratelimit-reset: 1"
                        + (last ? "\r\nconnection: close" : "") + "\r\ncontent-length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
