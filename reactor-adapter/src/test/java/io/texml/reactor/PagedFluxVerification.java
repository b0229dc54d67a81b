package io.texml.reactor;

import io.texml.operation.Page;
import io.texml.reactor.internal.list.FakePages;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.TestEnvironment.ManualSubscriber;
import org.testng.annotations.Test;

/** The rules of Reactive Streams for each way to read a list; {@link PagedFluxTckTest} runs them. */
public abstract class PagedFluxVerification<O> extends PublisherVerification<O> {

    private final TestEnvironment environment;
    private final int pageSize;
    private final Function<PagedFlux<Long>, Publisher<O>> view;

    private PagedFluxVerification(int pageSize, Function<PagedFlux<Long>, Publisher<O>> view) {
        // The kit sleeps this long wherever it expects an error; here everything comes on the thread that asks.
        // A signal may take its time on a busy machine, on which all ways are read side by side.
        this(new TestEnvironment(2_000, 50, 50), pageSize, view);
    }

    private PagedFluxVerification(
            TestEnvironment environment, int pageSize, Function<PagedFlux<Long>, Publisher<O>> view) {
        super(environment);
        this.environment = environment;
        this.pageSize = pageSize;
        this.view = view;
    }

    @Override
    public Publisher<O> createPublisher(long elements) {
        return view.apply(
                new PagedFlux<>(FakePages.withItems(elements, pageSize).list(0), false));
    }

    /** A list whose saved link must not be followed. */
    @Override
    public Publisher<O> createFailedPublisher() {
        return view.apply(new PagedFlux<>(FakePages.refused(), false));
    }

    /** The kit's own collects once and waits 100 ms to be told what is garbage: not enough on a busy machine. */
    @Override
    @Test
    public void required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber()
            throws Throwable {
        ReferenceQueue<Object> garbage = new ReferenceQueue<>();
        activePublisherTest(3, false, publisher -> {
            WeakReference<Object> subscriber = cancelled(publisher, garbage);
            long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (garbage.remove(100) != subscriber) {
                if (System.nanoTime() > giveUp) {
                    throw new AssertionError(publisher + " keeps a subscriber that has cancelled");
                }
                System.gc();
            }
            environment.verifyNoAsyncErrorsNoDelay();
        });
    }

    private WeakReference<Object> cancelled(Publisher<O> publisher, ReferenceQueue<Object> garbage)
            throws InterruptedException {
        ManualSubscriber<O> subscriber = environment.newManualSubscriber(publisher);
        subscriber.request(1);
        subscriber.nextElement();
        subscriber.cancel();
        return new WeakReference<>(subscriber, garbage);
    }

    public static final class Items extends PagedFluxVerification<Long> {
        public Items() {
            super(3, list -> list);
        }
    }

    public static final class RawItems extends PagedFluxVerification<ByteBuffer> {
        public RawItems() {
            super(3, PagedFlux::raw);
        }
    }

    public static final class Pages extends PagedFluxVerification<Page<Long>> {
        public Pages() {
            super(1, PagedFlux::byPage);
        }
    }

    public static final class PagesFromALink extends PagedFluxVerification<Page<Long>> {
        public PagesFromALink() {
            super(1, list -> list.byPage(FakePages.FIRST));
        }
    }

    public static final class RawPages extends PagedFluxVerification<Page<ByteBuffer>> {
        public RawPages() {
            super(1, list -> list.raw().byPage());
        }
    }
}
