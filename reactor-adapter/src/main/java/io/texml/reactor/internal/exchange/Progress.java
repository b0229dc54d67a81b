package io.texml.reactor.internal.exchange;

import io.texml.TexmlException;
import java.util.List;

/** An exchange that is under way, as the deadline sees it when its time is up. */
interface Progress extends Waiting {

    /** Why its earlier attempts failed, the first one first. */
    List<TexmlException> earlierFailures();
}
