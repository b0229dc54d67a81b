package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.publisher.Mono;

/** The rules of Reactive Streams for a publisher; {@link PagedFluxTckTest} runs them. */
public class PagedFluxVerification extends PublisherVerification<Long> {

    private static final int PAGE_SIZE = 3;

    public PagedFluxVerification() {
        super(new TestEnvironment(2_000, 50));
    }

    @Override
    public Publisher<Long> createPublisher(long elements) {
        long fullPages = elements / PAGE_SIZE;
        int rest = (int) (elements % PAGE_SIZE);
        long pages = rest == 0 ? fullPages : fullPages + 1;
        return new FakePages(
                        pages,
                        number -> Mono.just(FakePages.page(number * PAGE_SIZE, number < fullPages ? PAGE_SIZE : rest)))
                .items();
    }

    /** A list whose saved link must not be followed. */
    @Override
    public Publisher<Long> createFailedPublisher() {
        return new PagedFlux<Long, Long>(
                () -> {
                    throw new IllegalStateException("the saved link leads elsewhere");
                },
                Page::items,
                0);
    }
}
