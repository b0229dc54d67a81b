package io.texml.benchmarks.parts;

import io.texml.operation.Page;
import io.texml.reactor.internal.Timer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Parts of the client that its package keeps to itself, through constant method handles, which cost nothing once compiled. */
final class Internals {

    private static final String PACKAGE = "io.texml.reactor.internal.";
    private static final MethodHandle ENTER;
    private static final MethodHandle RELEASE;

    static {
        try {
            Class<?> gate = Class.forName(PACKAGE + "AdmissionGate");
            Method enter = gate.getDeclaredMethod("enter", Class.forName(PACKAGE + "WaitingLine$Waiter"));
            Method release = gate.getDeclaredMethod("release");
            enter.setAccessible(true);
            release.setAccessible(true);
            ENTER = MethodHandles.lookup()
                    .unreflect(enter)
                    .asType(MethodType.methodType(Object.class, Object.class, Object.class));
            RELEASE = MethodHandles.lookup().unreflect(release).asType(MethodType.methodType(void.class, Object.class));
        } catch (ReflectiveOperationException changed) {
            throw new ExceptionInInitializerError(changed);
        }
    }

    private Internals() {}

    /** A gate that lets 256 in. */
    static Gate gate() {
        try {
            Constructor<?> constructor = Class.forName(PACKAGE + "AdmissionGate")
                    .getDeclaredConstructor(int.class, int.class, boolean.class, Timer.class, Timer.class);
            constructor.setAccessible(true);
            return new Gate(constructor.newInstance(256, 10_000, true, Timer.system(), Timer.system()));
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** The items of the same page, so many times, from the client's own publisher. */
    static Flux<Object> pages(Page<Object> page, int count) {
        Supplier<Object> walks = () -> {
            int[] left = {count};
            Mono<Page<Object>> fetch = Mono.just(page);
            return proxy("PagedFlux$PageWalk", name -> switch (name) {
                case "hasNext" -> left[0] > 0;
                case "fetchNext" -> fetch;
                default -> {
                    left[0]--;
                    yield null;
                }
            });
        };
        Function<Page<Object>, Object> content = Page::items;
        try {
            Constructor<?> constructor = Class.forName(PACKAGE + "PagedFlux")
                    .getDeclaredConstructor(Supplier.class, Function.class, int.class);
            constructor.setAccessible(true);
            @SuppressWarnings("unchecked")
            Flux<Object> pages = (Flux<Object>) constructor.newInstance(walks, content, 0);
            return pages;
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    private static Object proxy(String type, Function<String, @Nullable Object> answer) {
        try {
            Class<?> implemented = Class.forName(PACKAGE + type);
            return Proxy.newProxyInstance(
                    implemented.getClassLoader(),
                    new Class<?>[] {implemented},
                    (self, method, arguments) -> answer.apply(method.getName()));
        } catch (ClassNotFoundException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** The client's admission gate. */
    record Gate(Object gate) {
        /** In and out again; nobody has to wait, so nobody is needed who could. */
        Object pass() {
            try {
                Object entry = (Object) ENTER.invokeExact(gate, (Object) null);
                RELEASE.invokeExact(gate);
                return entry;
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
