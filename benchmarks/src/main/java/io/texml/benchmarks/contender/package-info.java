/** What is compared: references, the client, and its peers, each doing the same work. */
@NullMarked
package io.texml.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
