package io.texml.examples.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. With the profile {@code simulator} it brings its own Telnyx. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class CallsApplication {

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(CallsApplication.class, arguments);
    }
}
