/**
 * What goes wrong on request, and the limits that the platform documents.
 */
@NullMarked
package io.texml.simulator.internal.fault;

import org.jspecify.annotations.NullMarked;
