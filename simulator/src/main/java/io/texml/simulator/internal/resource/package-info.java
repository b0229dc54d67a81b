/**
 * One class per resource: what each operation does to the state, and how the resource is written as JSON.
 */
@NullMarked
package io.texml.simulator.internal.resource;

import org.jspecify.annotations.NullMarked;
