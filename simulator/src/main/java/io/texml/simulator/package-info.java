/**
 * A stateful TeXML API on loopback, for tests, demonstrations and benchmarks.
 *
 * <p>{@link io.texml.simulator.TexmlSimulator} is the way in. The simulator shares no code with the client: it reads its
 * own copy of the API's contract and parses and writes JSON and forms itself, so that the two cannot share a mistake.
 */
@NullMarked
package io.texml.simulator;

import org.jspecify.annotations.NullMarked;
