package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The publisher behind every list. A page is fetched only when there is demand that the items at hand cannot meet, and
 * never one more; with read-ahead, a bounded number of pages more. It is one loop and no recursion, so a list may have
 * any number of pages. Each subscription starts afresh.
 *
 * @param <T> the type of a page's items
 * @param <O> what is published: the items, or the page itself
 */
public final class PagePublisher<T, O> extends Flux<O> {

    private final Supplier<PageWalk<T>> walks;
    private final Function<Page<T>, List<O>> content;
    private final int readAhead;

    /**
     * @param walks makes the walk over the pages for one subscription
     * @param content what to publish of a page
     * @param readAhead how many pages may be fetched before they are asked for
     */
    public PagePublisher(Supplier<PageWalk<T>> walks, Function<Page<T>, List<O>> content, int readAhead) {
        this.walks = walks;
        this.content = content;
        this.readAhead = readAhead;
    }

    @Override
    public void subscribe(CoreSubscriber<? super O> actual) {
        PageWalk<T> walk;
        try {
            walk = walks.get();
        } catch (RuntimeException thrown) {
            Operators.error(actual, thrown);
            return;
        }
        actual.onSubscribe(new Pages<>(actual, walk, content, readAhead));
    }

    /**
     * One subscription. {@code drain} runs on one thread at a time, which {@code work} decides; it alone publishes, begins
     * fetches and takes their results. Nothing is locked.
     *
     * <p>States: no fetch, or one, which has ended or not ({@code Fetch.ended}, from the thread that brings the page);
     * {@code cancelled}, from any thread and for good; {@code over}, by the drain and for good.
     */
    private static final class Pages<T, O> implements Subscription {

        @SuppressWarnings("rawtypes")
        private static final AtomicLongFieldUpdater<Pages> REQUESTED =
                AtomicLongFieldUpdater.newUpdater(Pages.class, "requested");

        @SuppressWarnings("rawtypes")
        private static final AtomicIntegerFieldUpdater<Pages> WORK =
                AtomicIntegerFieldUpdater.newUpdater(Pages.class, "work");

        private final CoreSubscriber<? super O> actual;
        private final PageWalk<T> walk;
        private final Function<Page<T>, List<O>> content;
        private final int readAhead;

        private volatile long requested;

        @SuppressWarnings("UnusedVariable") // through WORK
        private volatile int work;

        private volatile boolean cancelled;
        private volatile @Nullable Fetch fetch;
        private volatile @Nullable Throwable failure;

        // Touched only by the thread that drains.
        private final ArrayDeque<List<O>> ready = new ArrayDeque<>();
        private List<O> current = List.of();
        private int index;
        private boolean started;
        private boolean over;

        Pages(CoreSubscriber<? super O> actual, PageWalk<T> walk, Function<Page<T>, List<O>> content, int readAhead) {
            this.actual = actual;
            this.walk = walk;
            this.content = content;
            this.readAhead = readAhead;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                Operators.addCap(REQUESTED, this, n);
                drain();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            Fetch underWay = fetch;
            if (underWay != null) {
                underWay.dispose();
            }
            drain();
        }

        private void drain() {
            if (WORK.getAndIncrement(this) != 0) {
                return;
            }
            int missed = 1;
            do {
                if (!over) {
                    work();
                }
                missed = WORK.addAndGet(this, -missed);
            } while (missed != 0);
        }

        private void work() {
            takeFetched();
            long demand = requested;
            long emitted = 0;
            while (!cancelled) {
                if (index == current.size()) {
                    // Lets go of the page that is used up, so that it is not in memory while the next one is read.
                    current = List.of();
                    index = 0;
                    List<O> next = ready.peek();
                    // A page that was read ahead is begun on demand only, so that it counts as read ahead till then.
                    if (next == null || (emitted == demand && !next.isEmpty())) {
                        break;
                    }
                    current = ready.remove();
                    continue;
                }
                if (emitted == demand) {
                    break;
                }
                emitted++;
                actual.onNext(current.get(index++));
            }
            if (emitted != 0 && demand != Long.MAX_VALUE) {
                Operators.produced(REQUESTED, this, emitted);
            }
            if (cancelled) {
                end();
                return;
            }
            boolean consumed = index == current.size() && ready.isEmpty();
            if (consumed && fetch == null) {
                Throwable failed = failure;
                if (failed != null) {
                    end();
                    actual.onError(failed);
                    return;
                }
                if (!walk.hasNext()) {
                    end();
                    actual.onComplete();
                    return;
                }
            }
            if (fetch == null && failure == null && walk.hasNext() && wantsPage(consumed)) {
                startFetch();
            }
        }

        private boolean wantsPage(boolean consumed) {
            return (consumed && requested != 0) || (started && ready.size() < readAhead);
        }

        private void startFetch() {
            started = true;
            Fetch next = new Fetch();
            fetch = next;
            Mono<Page<T>> page;
            try {
                page = walk.fetchNext();
            } catch (RuntimeException thrown) {
                page = Mono.error(thrown);
            }
            page.subscribe(next);
        }

        private void takeFetched() {
            Fetch done = fetch;
            if (done == null || !done.ended) {
                return;
            }
            fetch = null;
            Page<T> page = done.page;
            if (done.failure != null) {
                failure = done.failure;
            } else if (page == null) {
                failure = new IllegalStateException("the fetch of a page completed without one");
            } else {
                try {
                    ready.add(content.apply(page));
                    walk.advance(page);
                } catch (RuntimeException thrown) {
                    failure = thrown;
                }
            }
        }

        private void end() {
            over = true;
            ready.clear();
            current = List.of();
            index = 0;
        }

        /** Takes one page. */
        private final class Fetch implements CoreSubscriber<Page<T>>, Disposable {

            private volatile @Nullable Subscription subscription;
            private volatile boolean disposed;
            private volatile boolean ended;
            private @Nullable Page<T> page;
            private @Nullable Throwable failure;

            @Override
            public Context currentContext() {
                return actual.currentContext();
            }

            @Override
            public void onSubscribe(Subscription upstream) {
                subscription = upstream;
                if (disposed || cancelled) {
                    upstream.cancel();
                } else {
                    upstream.request(Long.MAX_VALUE);
                }
            }

            @Override
            public void onNext(Page<T> next) {
                page = next;
            }

            @Override
            public void onError(Throwable thrown) {
                failure = thrown;
                ended = true;
                drain();
            }

            @Override
            public void onComplete() {
                ended = true;
                drain();
            }

            @Override
            public void dispose() {
                disposed = true;
                Subscription upstream = subscription;
                if (upstream != null) {
                    upstream.cancel();
                }
            }
        }
    }
}
