/**
 * The road of an exchange: observe, deadline, retry, admission, HTTP, each a stage with one job; and the publisher that
 * serves all lists.
 */
@NullMarked
package io.texml.reactor.internal;

import org.jspecify.annotations.NullMarked;
