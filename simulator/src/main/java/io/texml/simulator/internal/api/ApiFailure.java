package io.texml.simulator.internal.api;

import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.wire.Json;
import java.util.List;
import java.util.Map;

/** A request is refused: thrown by whatever finds the reason, answered as the API's error envelope. */
public final class ApiFailure extends RuntimeException {

    private final int status;
    private final transient List<ApiError> errors;
    private final transient Map<String, String> headers;

    private ApiFailure(int status, List<ApiError> errors, Map<String, String> headers) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.errors = errors;
        this.headers = headers;
    }

    static ApiFailure of(int status, List<ApiError> errors) {
        return new ApiFailure(status, errors, Map.of());
    }

    private static ApiFailure of(int status, ApiError error) {
        return of(status, List.of(error));
    }

    /** The request could not be read at all. */
    public static ApiFailure badRequest(String detail) {
        return of(400, new ApiError("10015", "Bad Request", detail, "/"));
    }

    /** A request that is refused with 400 and a code of its own. */
    public static ApiFailure badRequest(String code, String title, String detail) {
        return of(400, new ApiError(code, title, detail, null));
    }

    /** No key, or not ours. */
    public static ApiFailure unauthenticated() {
        return of(401, new ApiError("10009", "Authentication failed", "The API key is missing or not valid.", null));
    }

    /** The key is right, the resource belongs to somebody else. */
    public static ApiFailure forbidden() {
        return of(403, new ApiError("10010", "Not authorized", "This key has no access to the resource.", "/"));
    }

    /** The short form of 404 that everything under {@code /texml/Accounts} answers. */
    public static ApiFailure notFound() {
        return of(404, new ApiError(null, null, "Resource not found", null));
    }

    /** The long form of 404 that applications answer. */
    public static ApiFailure notFound(String detail) {
        return of(404, new ApiError("10005", "Resource not found", detail, "/"));
    }

    /** There is nothing at this address. */
    public static ApiFailure noPath() {
        return of(
                404,
                new ApiError("10003", "Bad URL", "There is nothing at this address; paths are case-sensitive.", "/"));
    }

    /** There is something at this address, but it takes other methods. */
    public static ApiFailure wrongMethod(List<String> allowed) {
        String methods = String.join(", ", allowed);
        ApiError error = new ApiError("10015", "Bad Request", "This address takes " + methods + " only.", "/");
        return new ApiFailure(405, List.of(error), Map.of("allow", methods));
    }

    /** The request is larger than the simulator reads. */
    public static ApiFailure tooLarge(long limit) {
        return of(413, new ApiError("10015", "Bad Request", "The body is larger than " + limit + " bytes.", "/"));
    }

    /** A parameter or the state forbids the request. */
    public static ApiFailure unprocessable(String code, String title, String detail, String pointer) {
        return of(422, new ApiError(code, title, detail, pointer));
    }

    /** Too many requests of any kind. */
    public static ApiFailure tooManyRequests(Map<String, String> headers) {
        ApiError error =
                new ApiError("10011", "Too many requests", "The number of allowed requests was exceeded.", null);
        return new ApiFailure(429, List.of(error), headers);
    }

    /** Too many calls were dialled in the last seconds. */
    public static ApiFailure tooManyDials(int perSecond) {
        return of(
                429,
                new ApiError(
                        "90103",
                        "Dials per second limit",
                        "More than " + perSecond + " calls per second were dialled.",
                        null));
    }

    /** The request is right, but the simulator has no handler for its operation yet. */
    public static ApiFailure notPlayed(String operation) {
        return of(
                501, new ApiError("10007", "Not implemented", "The simulator does not play " + operation + ".", null));
    }

    /** The simulator itself has a fault. */
    public static ApiFailure unexpected() {
        return of(500, new ApiError("10007", "Unexpected error", "The simulator failed; please report this.", null));
    }

    /** The envelope. */
    public Reply reply() {
        return Reply.json(status, envelope(errors)).withHeaders(headers);
    }

    /** The body of an envelope. */
    public static byte[] envelope(List<ApiError> errors) {
        return Json.write(out -> {
            out.writeStartObject();
            out.writeName("errors");
            out.writeStartArray();
            errors.forEach(error -> error.write(out));
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
