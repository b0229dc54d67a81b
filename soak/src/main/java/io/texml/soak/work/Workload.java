package io.texml.soak.work;

import reactor.core.publisher.Mono;

/** Something that an application does again and again. */
interface Workload {

    /** What the report calls it. */
    String name();

    /** How many rounds run side by side. */
    int lanes();

    /**
     * One round. It fails with a {@link io.texml.TexmlException} where the trouble was too much for the library, which counts as
     * a failure; whatever else it fails with is wrong.
     */
    Mono<Void> round();
}
