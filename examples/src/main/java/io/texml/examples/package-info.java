/**
 * Small programs to copy from. {@code MainJob} shows the client at work from the first dial to an export of 100,000
 * calls; the others show one thing each.
 */
@NullMarked
package io.texml.examples;

import org.jspecify.annotations.NullMarked;
