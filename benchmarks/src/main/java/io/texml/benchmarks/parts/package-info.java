/** Parts of the client, measured one by one with JMH. */
@NullMarked
package io.texml.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
