/** Recordings of calls and conferences, and what every request that records has in common. */
@NullMarked
package io.texml.recordings;

import org.jspecify.annotations.NullMarked;
