/**
 * What the library reads from outside, one class for each kind of it. Without {@code JAZZER_FUZZ} in the environment each
 * replays the inputs in its folder of {@code src/test/resources}; with it, Jazzer looks for others by coverage.
 */
package io.texml.fuzz;
