package io.texml.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/** The same classes are tested on the newest Spring Boot and, by the module boot40, on the oldest. */
class VersionsTest {

    @Test
    void theyRunOnTheSpringBootThatTheBuildNames() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("tested.spring-boot"));
    }
}
