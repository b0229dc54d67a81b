package io.texml.benchmarks.contender;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.calls.CallCreated;
import io.texml.calls.CallOperations;
import io.texml.internal.wire.RequestEncoder;
import io.texml.operation.Safety;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.transport.HttpSettings;
import io.texml.reactor.internal.transport.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;

/**
 * This library's last stage alone: encode, send, decode, typed failures; no admission, budget, rate limit, deadline, retry
 * and observers. There is no such mode, so it is built of the client's internal parts.
 */
public final class TexmlBare implements Contender {

    private static final Duration AS_LONG_AS_THE_CLIENT = Duration.ofSeconds(20);

    private final Texml whole;
    private final HttpTransport transport;
    private final LastStage stage;
    private final Timer timer = Timer.system();

    public TexmlBare(int port) {
        this.whole = new Texml(port);
        HttpSettings settings = new HttpSettings(
                API_KEY,
                URI.create("http://127.0.0.1:" + port + "/v2"),
                "texml-reactor/bare",
                Duration.ofSeconds(5),
                AS_LONG_AS_THE_CLIENT,
                CONNECTIONS,
                Duration.ofSeconds(30),
                16L * 1024 * 1024,
                false,
                null,
                null,
                false,
                UnaryOperator.identity());
        this.transport = new HttpTransport(settings);
        this.stage = transport.stage();
    }

    @Override
    public long list(String account) {
        return whole.list(account);
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        Exchange<CallCreated> exchange = new Exchange<>(
                CallOperations.CREATE,
                Safety.CREATING,
                RequestEncoder.encode("/v2", Texml.REQUEST, account),
                RequestOptions.none(),
                new TotalTime(Duration.ofMinutes(1), timer, timer),
                () -> {});
        stage.send(exchange, new Dial(done));
    }

    private record Dial(Consumer<@Nullable Throwable> done) implements Attempt<CallCreated> {

        @Override
        public boolean mayBeWritten() {
            return true;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ApiResponse<CallCreated> answer) {
            done.accept(Texml.problem(Objects.requireNonNull(answer.body())));
        }

        @Override
        public void onError(Throwable failure) {
            done.accept(failure);
        }

        @Override
        public void onComplete() {}
    }

    @Override
    public void close() {
        transport.close().block(Duration.ofSeconds(15));
        whole.close();
    }
}
