/**
 * What to do when things go wrong, as pure functions: facts, clock and randomness in, decision out. Nothing here waits,
 * sends or knows Reactor.
 */
@NullMarked
package io.texml.policy;

import org.jspecify.annotations.NullMarked;
