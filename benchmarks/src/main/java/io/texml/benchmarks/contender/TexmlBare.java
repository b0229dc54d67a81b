package io.texml.benchmarks.contender;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.calls.CallCreated;
import io.texml.calls.CallOperations;
import io.texml.internal.wire.EncodedRequest;
import io.texml.internal.wire.RequestEncoder;
import io.texml.operation.Operation;
import io.texml.operation.Safety;
import io.texml.reactor.TexmlClient;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * This library's last stage alone: encode, send, decode, typed failures; no admission, budget, rate limit, deadline, retry
 * and observers. There is no such mode, so it is taken out of a client by reflection.
 */
public final class TexmlBare implements Contender {

    private static final MethodHandle NEW_EXCHANGE;
    private static final MethodHandle SEND;

    static {
        try {
            Class<?> exchange = Class.forName("io.texml.reactor.internal.Exchange");
            Class<?> stage = Class.forName("io.texml.reactor.internal.Stage");
            var constructor = exchange.getDeclaredConstructor(
                    Operation.class,
                    Safety.class,
                    EncodedRequest.class,
                    RequestOptions.class,
                    Duration.class,
                    long.class);
            constructor.setAccessible(true);
            NEW_EXCHANGE = MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asType(MethodType.methodType(
                            Object.class,
                            Operation.class,
                            Safety.class,
                            EncodedRequest.class,
                            RequestOptions.class,
                            Duration.class,
                            long.class));
            Method send = stage.getDeclaredMethod("exchange", exchange);
            send.setAccessible(true);
            SEND = MethodHandles.lookup()
                    .unreflect(send)
                    .asType(MethodType.methodType(Mono.class, Object.class, Object.class));
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }

    private final TexmlClient client;
    private final Object stage;

    public TexmlBare(int port) {
        this.client = TexmlClient.builder()
                .apiKey(API_KEY)
                .baseUrl(URI.create("http://127.0.0.1:" + port + "/v2"))
                .build();
        this.stage = field(field(field(client, "pipeline"), "admission"), "next");
    }

    private static Object field(Object owner, String name) {
        try {
            Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    @Override
    public long list(String account) {
        Long items = client.account(account).calls().list().count().block();
        return items == null ? 0 : items;
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        exchange(account).subscribe(answer -> done.accept(Texml.problem(Objects.requireNonNull(answer.body()))), done);
    }

    @SuppressWarnings("unchecked")
    private Mono<ApiResponse<CallCreated>> exchange(String account) {
        EncodedRequest encoded = RequestEncoder.encode("/v2", Texml.REQUEST, account);
        Operation<CallCreated> operation = CallOperations.CREATE;
        try {
            Object exchange = (Object) NEW_EXCHANGE.invokeExact(
                    (Operation) operation,
                    Safety.CREATING,
                    encoded,
                    RequestOptions.none(),
                    Duration.ofMinutes(1),
                    System.nanoTime());
            return (Mono<ApiResponse<CallCreated>>) (Mono) SEND.invokeExact(stage, exchange);
        } catch (Throwable failure) {
            return Mono.error(failure);
        }
    }

    @Override
    public void close() {
        client.closeLater().block(Duration.ofSeconds(15));
    }
}
