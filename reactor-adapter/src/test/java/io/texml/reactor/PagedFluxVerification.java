package io.texml.reactor;

import io.texml.operation.Page;
import io.texml.reactor.internal.list.FakePages;
import java.nio.ByteBuffer;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The rules of Reactive Streams for each way to read a list; {@link PagedFluxTckTest} runs them. */
public abstract class PagedFluxVerification<O> extends PublisherVerification<O> {

    private final int pageSize;
    private final Function<PagedFlux<Long>, Publisher<O>> view;

    private PagedFluxVerification(int pageSize, Function<PagedFlux<Long>, Publisher<O>> view) {
        // The kit sleeps this long wherever it expects an error; here everything comes on the thread that asks.
        super(new TestEnvironment(150, 50));
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
