package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.reactor.TexmlClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
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

    /** Somebody may have put a key at the wrong place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "texml.timeout.connect|it must be a time, such as 500ms, 10s or 2m",
                "texml.max-response-size|it must be a size, such as 512KB or 16MB",
                "texml.retry.max-attempts|it must be a whole number",
                "texml.compression|it must be true or false",
                "texml.callbacks.instructions|it must be one of signature, signature-or-token, none"
            })
    void whatCannotBeReadIsNotShown(String property, String problem, CapturedOutput output) {
        assertThatThrownBy(() -> start("--texml.api-key=KEY_of_a_test", "--" + property + "=KEY_astray"))
                .isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains(property + ": " + problem)
                .contains("Correct the property " + property + ", which is set at \"" + property
                        + "\" from property source \"commandLineArgs\".")
                .doesNotContain("KEY_astray");
    }

    @Test
    void ofTwoItReadsThatThereAreTwo(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Application.class, TwoClients.class)
                        .web(WebApplicationType.NONE)
                        .run())
                .isInstanceOf(RuntimeException.class);

        assertThat(output).contains("required a single bean, but 2 were found").doesNotContain("Set texml.api-key");
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {

        @Bean
        TexmlClient one() {
            return TexmlClient.builder().apiKey("KEY_one").build();
        }

        @Bean
        TexmlClient another() {
            return TexmlClient.builder().apiKey("KEY_another").build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        Application(TexmlClient client) {
            assertThat(client).isNotNull();
        }
    }
}
