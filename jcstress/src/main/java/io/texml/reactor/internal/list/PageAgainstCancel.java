package io.texml.reactor.internal.list;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.operation.Page;
import io.texml.reactor.internal.Caller;
import io.texml.reactor.internal.Parts;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/**
 * A page comes in the moment in which the list is cancelled, with demand for more than the page. A second fetch that
 * begins before the cancel is seen is cancelled too: nothing goes on. Observed: how many fetches came after the first, how
 * many of all were neither answered nor cancelled, and how many ends the reader heard.
 */
@JCStressTest
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "The cancel was seen before the next fetch.")
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The next fetch began first, and was cancelled.")
@State
public class PageAgainstCancel {

    private static final Page<String> PAGE = Parts.page("first", "second");

    private final Walk walk = new Walk();
    private final Caller<String> reader = new Caller<>();
    private final Subscription list;

    public PageAgainstCancel() {
        new PagePublisher<String, String>(() -> walk, Page::items, 0).subscribe(reader);
        list = reader.subscription();
        list.request(Long.MAX_VALUE);
    }

    @Actor
    public void page() {
        walk.fetches.getFirst().answer();
    }

    @Actor
    public void cancel() {
        list.cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = walk.fetches.size() - 1;
        result.r2 = (int) walk.fetches.stream().filter(Fetch::isOpen).count();
        result.r3 = reader.completions() + reader.failures();
    }

    /** Pages without an end. */
    private static final class Walk implements PageWalk<String> {

        private final Deque<Fetch> fetches = new ConcurrentLinkedDeque<>();

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public void advance(Page<String> page) {}

        @Override
        public Mono<Page<String>> fetchNext() {
            Fetch fetch = new Fetch();
            fetches.add(fetch);
            return fetch;
        }
    }

    /** A page on its way. */
    private static final class Fetch extends Mono<Page<String>> implements Subscription {

        private volatile @Nullable CoreSubscriber<? super Page<String>> reader;
        private volatile boolean answered;
        private volatile boolean cancelled;

        @Override
        public void subscribe(CoreSubscriber<? super Page<String>> subscriber) {
            reader = subscriber;
            subscriber.onSubscribe(this);
        }

        @SuppressWarnings("NullAway") // it has begun
        void answer() {
            answered = true;
            reader.onNext(PAGE);
            reader.onComplete();
        }

        boolean isOpen() {
            return !answered && !cancelled;
        }

        @Override
        public void request(long n) {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
