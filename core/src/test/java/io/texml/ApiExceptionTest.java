package io.texml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiExceptionTest {

    @Test
    void aPathThatTheServerDoesNotKnowIsABaseUrlWithoutItsVersion() {
        ApiException failure = failure(404, new ApiError("10003", "Bad URL", null, "/", null));

        assertThat(failure)
                .isInstanceOf(NotFoundException.class)
                .hasMessage(
                        "calls.get failed with HTTP 404, code 10003 at /, request id req-1, attempt 1: the server knows"
                                + " no such path, as it does when the base URL lacks /v2; check the base URL.");
        assertThat(failure(
                        404, new ApiError("1", null, null, null, null), new ApiError("10003", null, null, null, null)))
                .hasMessageContaining("lacks /v2");
        assertThat(failure(404, new ApiError("10005", null, null, "/", null)))
                .hasMessageContaining("check the sid and the account")
                .hasMessageNotContaining("/v2");
    }

    @Test
    void aMessageTellsNoCodeWhereThereIsNone() {
        assertThat(failure(404, new ApiError(null, null, "Resource not found", null, null)))
                .hasMessage(
                        "calls.get failed with HTTP 404, request id req-1, attempt 1: there is no such resource in this"
                                + " account; check the sid and the account.");
        assertThat(failure(422, new ApiError("+13125550147", null, null, "To: +13125550147", null)))
                .hasMessageStartingWith("calls.get failed with HTTP 422, request id req-1, attempt 1: ");
        assertThat(new ApiError(null, null, null, null, null)).hasToString("ApiError[code=null, pointer=null]");
    }

    @Test
    void anAnswerThatNothingChangedIsNotCalledARedirect() {
        assertThat(failure(304))
                .hasMessageContaining("nothing changed, which was not asked")
                .hasMessageNotContaining("redirect");
        assertThat(failure(302)).hasMessageContaining("redirects are not followed");
    }

    private static ApiException failure(int status, ApiError... errors) {
        ExchangeDetails details = new ExchangeDetails("calls.get", "/x", "req-1", 1, null, false);
        return ApiException.of(details, status, Headers.of(Map.of()), List.of(errors), "");
    }
}
