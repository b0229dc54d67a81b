package io.texml.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.RequestValidationException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://h.example/a%2Bb%252F+c?s=%2fB+d, https://h.example/a%2Bb%252F+c?s=%2fB+d",
        "http://my_bucket.s3.example:8081/a, http://my_bucket.s3.example:8081/a",
        "http://127.0.0.1:80/a, http://127.0.0.1:80/a",
        "http://[::1]:8080/a, http://[::1]:8080/a",
        "http://h:/a, http://h/a",
        "http://h:7/a, http://h:07/a",
        "HTTP://H/a, HTTP://H/a",
        "http://h/a#t=1, http://h/a",
        "http://h#t, http://h",
        "http://h?x, http://h?x",
        "http://h/a?, http://h/a?",
        "http://h/gr\u00fc\u00dfe, http://h/gr%C3%BC%C3%9Fe",
        "http://b\u00fccher.example/a, http://xn--bcher-kva.example/a"
    })
    void mediaIsAskedForAsItsLinkSays(URI link, String asked) {
        assertThat(MediaUrl.checked(link)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:secret@h/a, holds a user name or password",
        "http://secret@my_bucket:80/a, holds a user name or password",
        "http://@h/a, holds a user name or password",
        "ftp://h/a, must be an absolute http or https URL",
        "file:///etc/passwd, must be an absolute http or https URL",
        "http:/a, must be an absolute http or https URL",
        "/a, must be an absolute http or https URL",
        "'', must be an absolute http or https URL",
        "mailto:secret, must be an absolute http or https URL",
        "http://h:0/a, has a port that is none",
        "http://h:65536/a, has a port that is none",
        "http://h:99999999999/a, has a port that is none",
        "http://h:secret/a, has a port that is none",
        "http://h%20secret/a, has a host that is none",
        "http://:80/a, has a host that is none",
        ", is missing"
    })
    void aLinkThatIsRefusedIsGivenTheRightReason(URI link, String reason) {
        assertThatThrownBy(() -> MediaUrl.checked(link))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageStartingWith("the download cannot be sent: media_url " + reason)
                .hasMessageNotContaining("secret");
    }
}
