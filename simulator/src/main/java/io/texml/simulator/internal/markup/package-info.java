/**
 * The part of TeXML that moves resources: conferences, queues, recordings, hanging up. Everything else is skipped.
 */
@NullMarked
package io.texml.simulator.internal.markup;

import org.jspecify.annotations.NullMarked;
