/** Calls: dialling, fetching, listing and steering them, and what hangs on one call: recordings, streams, SIPREC. */
@NullMarked
package io.texml.calls;

import org.jspecify.annotations.NullMarked;
