package io.texml.simulator;

import io.texml.simulator.internal.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Talks to a simulator with the JDK's HTTP client. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final TexmlSimulator simulator;

    Api(TexmlSimulator simulator) {
        this.simulator = simulator;
    }

    /** An answer and its parsed body. */
    record Answer(int status, String text, HttpResponse<byte[]> raw) {

        Map<String, @Nullable Object> json() {
            return object(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        }

        List<Map<String, @Nullable Object>> items(String name) {
            return list(json().get(name));
        }

        String field(String name) {
            return String.valueOf(json().get(name));
        }

        Map<String, @Nullable Object> error() {
            return list(json().get("errors")).get(0);
        }

        String errorCode() {
            return String.valueOf(error().get("code"));
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    Answer json(String path, String body) {
        return json("POST", path, body);
    }

    Answer json(String method, String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)));
    }

    Answer form(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A call to a number, and its sid as the list shows it. */
    String dial(String to, String... members) {
        Answer created = json(
                account("/Calls"),
                "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"" + to + "\""
                        + String.join(
                                "", List.of(members).stream().map(m -> "," + m).toList()) + "}");
        if (created.status() != 200) {
            throw new AssertionError("dial: " + created.status() + " " + created.text());
        }
        return String.valueOf(
                get(account("/Calls?PageSize=1")).items("calls").get(0).get("sid"));
    }

    String account(String rest) {
        return "/v2/texml/Accounts/" + simulator.accountSid() + rest;
    }

    HttpRequest.Builder request(String path) {
        URI uri =
                path.startsWith("http") ? URI.create(path) : simulator.baseUrl().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        return path.startsWith("http") ? request : request.header("Authorization", "Bearer " + simulator.apiKey());
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(@Nullable Object value) {
        return (Map<String, @Nullable Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> list(@Nullable Object value) {
        return (List<Map<String, @Nullable Object>>) value;
    }
}
