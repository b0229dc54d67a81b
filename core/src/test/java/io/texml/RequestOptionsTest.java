package io.texml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOptionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Host",
                "Content-Length",
                "content-type",
                "Content-Encoding",
                "Expect",
                "Connection",
                "KEEP-ALIVE",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "Proxy-Authorization",
                "proxy-authenticate",
                "Proxy-Connection"
            })
    void aHeaderOfTheExchangeItselfCannotBeSet(String name) {
        assertThatThrownBy(() -> RequestOptions.builder().header(name, "x"))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining(name.toLowerCase(Locale.ROOT) + " is set by the client itself; leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "X A", "X:A", "X\n", "X-\u00e4"})
    void theNameOfAHeaderIsAToken(String name) {
        assertThatThrownBy(() -> RequestOptions.builder().header(name, "x"))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("HTTP token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "\0", "\u007f", "\u00e9", "\ud83d"})
    void theValueOfAHeaderIsPrintableAscii(String value) {
        assertThatThrownBy(() -> RequestOptions.builder().header("X-A", value))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("X-A must hold printable ASCII");
    }

    @Test
    void nullIsRefusedLikeOtherNamesAndValues() {
        assertThatThrownBy(() -> RequestOptions.builder().header(null, "x"))
                .isInstanceOf(RequestValidationException.class);
        assertThatThrownBy(() -> RequestOptions.builder().header("X-A", null))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("X-A must not be null");
    }

    @Test
    void anyOtherHeaderGoesAlong() {
        assertThat(RequestOptions.builder()
                        .header("X-Team", "north\t1")
                        .header("Accept-Language", "de")
                        .build()
                        .headers())
                .containsEntry("x-team", "north\t1")
                .containsEntry("accept-language", "de");
    }
}
