package io.texml.reactor.internal;

import java.util.function.UnaryOperator;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.util.context.Context;

/**
 * The one answer of an attempt, with failures translated. In the race between an answer and a cancel Reactor can drop the
 * connection that the answer comes on; nobody else would read it or give it back, so it is closed. One operator and one
 * subscriber for what would be {@code next}, {@code onErrorMap} and {@code doOnDiscard}.
 */
final class AnswerMono<T> extends Mono<T> {

    private final Flux<T> answer;
    private final UnaryOperator<Throwable> translation;

    /** @param answer has at most one element */
    AnswerMono(Flux<T> answer, UnaryOperator<Throwable> translation) {
        this.answer = answer;
        this.translation = translation;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        answer.subscribe(new Translator<>(actual, translation));
    }

    private static final class Translator<T> implements CoreSubscriber<T> {

        private final CoreSubscriber<? super T> actual;
        private final UnaryOperator<Throwable> translation;
        private final Context context;

        Translator(CoreSubscriber<? super T> actual, UnaryOperator<Throwable> translation) {
            this.actual = actual;
            this.translation = translation;
            Context outer = actual.currentContext();
            this.context = Operators.enableOnDiscard(outer, dropped -> discard(dropped, outer));
        }

        private static void discard(Object dropped, Context outer) {
            if (dropped instanceof Connection connection) {
                connection.dispose();
            } else {
                Operators.onDiscard(dropped, outer);
            }
        }

        @Override
        public Context currentContext() {
            return context;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            actual.onSubscribe(subscription);
        }

        @Override
        public void onNext(T value) {
            actual.onNext(value);
        }

        @Override
        public void onError(Throwable failure) {
            actual.onError(translation.apply(failure));
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }
    }
}
