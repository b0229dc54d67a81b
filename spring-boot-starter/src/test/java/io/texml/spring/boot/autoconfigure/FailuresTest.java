package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.reactor.TexmlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What somebody reads whose application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailuresTest {

    private static void start(String... arguments) {
        new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }

    @Test
    void withoutAKeyItReadsWhatToSet(CapturedOutput output) {
        assertThatThrownBy(() -> start()).isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Set texml.api-key, texml.api-key-file or TELNYX_API_KEY.");
    }

    @Test
    void withAMistakeItReadsWhereItIsAndNotWhatItSays(CapturedOutput output) {
        assertThatThrownBy(() -> start("--texml.api-key=KEY_of_a_test", "--texml.account-sid=se cret"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("texml.account-sid: ")
                .contains("Correct the property texml.account-sid, which is set at \"texml.account-sid\" from property"
                        + " source \"commandLineArgs\".")
                .doesNotContain("se cret")
                .doesNotContain("KEY_of_a_test");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        Application(TexmlClient client) {
            assertThat(client).isNotNull();
        }
    }
}
