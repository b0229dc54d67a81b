/** The server of the benchmarks: bytes rendered beforehand, so that it costs little. */
@NullMarked
package io.texml.benchmarks.server;

import org.jspecify.annotations.NullMarked;
