/** Metrics and traces through Micrometer, for applications that have it on their path; nothing else refers to it. */
@NullMarked
package io.texml.reactor.micrometer;

import org.jspecify.annotations.NullMarked;
