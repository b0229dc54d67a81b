package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.api.OperationHandler;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.wire.Json;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** TeXML applications: make, list, fetch, change, delete. */
public final class ApplicationResource {

    private static final int LARGEST_PAGE = 250;

    private final Platform platform;

    /** The operations on applications. */
    public ApplicationResource(Platform platform) {
        this.platform = platform;
    }

    /** Adds the handlers of this resource. */
    public void register(Map<String, OperationHandler> handlers) {
        handlers.put("applications.list", this::list);
        handlers.put("applications.create", this::create);
        handlers.put("applications.get", request -> answer(200, find(request)));
        handlers.put("applications.update", this::update);
        handlers.put("applications.delete", this::delete);
    }

    private Reply list(ApiCall request) {
        long page = request.query().number("page[number]", 1);
        long size = Math.min(LARGEST_PAGE, request.query().number("page[size]", LARGEST_PAGE));
        String name = request.query().text("filter[friendly_name]", "").toLowerCase(Locale.ROOT);
        String profile = request.query().text("filter[outbound_voice_profile_id]");
        List<Application> matching = platform.applications().values().stream()
                .filter(application -> application
                        .text("friendly_name", "")
                        .toLowerCase(Locale.ROOT)
                        .contains(name))
                .filter(application -> profile == null || profile.equals(ApplicationWriter.profile(application)))
                .sorted(order(request.query().text("sort", "created_at")))
                .toList();
        List<Application> shown =
                matching.stream().skip((page - 1) * size).limit(size).toList();
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeName("data");
            out.writeStartArray();
            shown.forEach(application -> ApplicationWriter.write(out, application));
            out.writeEndArray();
            out.writeName("meta");
            out.writeStartObject();
            out.writeNumberProperty("page_number", page);
            out.writeNumberProperty("page_size", size);
            out.writeNumberProperty("total_pages", (matching.size() + size - 1) / size);
            out.writeNumberProperty("total_results", matching.size());
            out.writeEndObject();
            out.writeEndObject();
        }));
    }

    private static Comparator<Application> order(String sort) {
        boolean descending = sort.startsWith("-");
        Comparator<Application> order =
                switch (descending ? sort.substring(1) : sort) {
                    case "friendly_name" -> Comparator.comparing(application -> application.text("friendly_name", ""));
                    case "active" -> Comparator.comparing(application -> application.text("active", "true"));
                    default -> Comparator.comparing(Application::created);
                };
        return descending ? Collections.reverseOrder(order) : order;
    }

    private Reply create(ApiCall request) {
        if (platform.applications().size() >= platform.settings().retention()) {
            throw ApiFailure.tooManyRequests(Map.of("x-texml-simulator", "retention is full of applications"));
        }
        Application application =
                new Application(platform.identifiers().numeric("application"), request.body(), request.now());
        platform.applications().put(application.id(), application);
        return answer(201, application);
    }

    private Reply update(ApiCall request) {
        Application application = find(request);
        application.update(request.body(), request.now());
        return answer(200, application);
    }

    private Reply delete(ApiCall request) {
        Application application = find(request);
        platform.applications().remove(application.id());
        return answer(200, application);
    }

    private Application find(ApiCall request) {
        Application application = platform.applications().get(request.path("id"));
        if (application == null) {
            throw ApiFailure.notFound("The application does not exist.");
        }
        return application;
    }

    private static Reply answer(int status, Application application) {
        return Reply.json(status, Json.write(out -> {
            out.writeStartObject();
            out.writeName("data");
            ApplicationWriter.write(out, application);
            out.writeEndObject();
        }));
    }
}
