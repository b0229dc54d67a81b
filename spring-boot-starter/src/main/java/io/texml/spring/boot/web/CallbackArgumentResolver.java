package io.texml.spring.boot.web;

import io.texml.callbacks.Callback;
import java.util.Objects;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolverSupport;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives methods of controllers a {@link Callback}, or one of its kinds such as {@code InstructionRequest}, that was verified;
 * also as a {@code Mono} of it.
 */
public final class CallbackArgumentResolver extends HandlerMethodArgumentResolverSupport {

    private final CallbackReceiver receiver;

    /** Receives with this. */
    public CallbackArgumentResolver(CallbackReceiver receiver, ReactiveAdapterRegistry adapters) {
        super(adapters);
        this.receiver = Objects.requireNonNull(receiver, "receiver");
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return checkParameterType(parameter, Callback.class::isAssignableFrom);
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        Class<?> type = parameter.getParameterType();
        ReactiveAdapter adapter = getAdapterRegistry().getAdapter(type);
        if (adapter == null) {
            return receive(exchange, type).cast(Object.class);
        }
        Class<?> nested = parameter.nested().getNestedParameterType();
        return Mono.just(adapter.fromPublisher(receive(exchange, nested)));
    }

    private Mono<? extends Callback> receive(ServerWebExchange exchange, Class<?> type) {
        return receiver.receive(exchange, type.asSubclass(Callback.class));
    }
}
