package io.texml.spring.boot.actuate;

import io.texml.RequestOptions;
import io.texml.applications.ListApplications;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.dialler.Dialler;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/**
 * Up when the API answered within the last half minute, or answers now to one small read; down when it does not, or when a
 * dialler's callbacks do not arrive. However often it is asked, there is one read in ten seconds at most.
 */
public final class TexmlHealthIndicator extends AbstractReactiveHealthIndicator {

    private static final Duration RECENT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_READS = Duration.ofSeconds(10);
    private static final RequestOptions ONCE = RequestOptions.builder()
            .totalTimeout(Duration.ofSeconds(5))
            .retryPolicy(RetryPolicy.never())
            .build();

    private final LastAnswer lastAnswer;
    private final @Nullable Dialler dialler;
    private final Mono<Boolean> read;

    /** The health of this client, and of this dialler if there is one. */
    public TexmlHealthIndicator(TexmlClient client, LastAnswer lastAnswer, @Nullable Dialler dialler) {
        super("the TeXML API does not answer");
        this.lastAnswer = lastAnswer;
        this.dialler = dialler;
        this.read = client.with(ONCE)
                .applications()
                .list(ListApplications.builder().pageSize(1).build())
                .byPage()
                .next()
                .hasElement()
                .cache(BETWEEN_READS);
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        Mono<Boolean> answered = lastAnswer.isWithin(RECENT) ? Mono.just(true) : read;
        return answered.map(yes -> health(builder));
    }

    private Health health(Health.Builder builder) {
        builder.up();
        Instant last = lastAnswer.at();
        if (last != null) {
            builder.withDetail("lastAnswer", last.toString());
        }
        if (dialler != null) {
            boolean missing = dialler.load().isMissingCallbacks();
            builder.withDetail("callbacks", missing ? "missing" : "arriving");
            builder.withDetail("liveCalls", dialler.load().live());
            if (missing) {
                builder.down();
            }
        }
        return builder.build();
    }
}
