package io.texml.simulator.internal.state;

import org.jspecify.annotations.Nullable;

/**
 * Records that are computed when they are asked for, newest first: a million of them take no memory.
 *
 * @param <T> what one record is
 */
public interface Generated<T> {

    /** How many records there are. */
    long size();

    /** The record at an index, 0 being the newest; null when it has been deleted. */
    @Nullable
    T at(long index);
}
