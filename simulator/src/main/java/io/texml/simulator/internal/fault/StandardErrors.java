package io.texml.simulator.internal.fault;

import io.texml.simulator.internal.api.ApiError;
import io.texml.simulator.internal.api.ApiFailure;
import java.util.List;

/** The error envelope that goes with a status. */
final class StandardErrors {

    private StandardErrors() {}

    static byte[] envelope(int status) {
        return ApiFailure.envelope(List.of(
                switch (status) {
                    case 400 -> new ApiError("10015", "Bad Request", "The request was not well-formed.", "/");
                    case 401 ->
                        new ApiError(
                                "10009", "Authentication failed", "The credentials could not be understood.", null);
                    case 403 -> new ApiError("10010", "Not authorized", "No access to this resource.", "/");
                    case 404 -> new ApiError(null, null, "Resource not found", null);
                    case 408, 504 -> new ApiError("10008", "Timeout", "The request took too long.", null);
                    case 422 ->
                        new ApiError("10004", "Missing required parameter", "The To parameter has to be given.", "/To");
                    case 429 ->
                        new ApiError(
                                "10011", "Too many requests", "The number of allowed requests was exceeded.", null);
                    default -> new ApiError("10007", "Unexpected error", "Something went wrong.", null);
                }));
    }
}
