/** The process that one contender runs in, and how its work is measured. */
@NullMarked
package io.texml.benchmarks.client;

import org.jspecify.annotations.NullMarked;
