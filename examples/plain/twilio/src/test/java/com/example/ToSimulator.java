package com.example;

import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import io.texml.simulator.TexmlSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Sends what twilio-java asks to the same place of the simulator. */
final class ToSimulator extends HttpClient {

    private static final String ROOT = "https://api.twilio.com";
    private static final String VERSION = "/2010-04-01/";

    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private final TexmlSimulator simulator;

    ToSimulator(TexmlSimulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Response makeRequest(Request request) {
        String path = request.constructURL().toString().substring(ROOT.length());
        // The links of a page are the simulator's own.
        URI address = simulator
                .baseUrl()
                .resolve(path.startsWith(VERSION) ? "/v2/texml/" + path.substring(VERSION.length()) : path);
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(address)
                            .method(String.valueOf(request.getMethod()), BodyPublishers.noBody())
                            .header("Authorization", "Bearer " + simulator.apiKey())
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    BodyHandlers.ofString());
            return new Response(response.body(), response.statusCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
