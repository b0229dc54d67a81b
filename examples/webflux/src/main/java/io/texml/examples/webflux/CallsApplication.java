package io.texml.examples.webflux;

import io.texml.reactor.TexmlClient;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

/** The application. With the profile {@code simulator} it brings its own Telnyx. */
@SpringBootApplication(proxyBeanMethods = false)
public class CallsApplication {

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(CallsApplication.class, arguments);
    }

    /**
     * The one client, from {@code TELNYX_API_KEY} and {@code TELNYX_ACCOUNT_SID}. Spring closes it with the context; in good
     * time {@link ClientShutdown} does.
     */
    @Bean(destroyMethod = "close")
    @Profile("!simulator")
    TexmlClient texmlClient() {
        return TexmlClient.create();
    }
}
