/**
 * JSON in and out. Requests go through Jackson's streaming API. Answers are gone over by {@code JsonScanner}, which reads
 * plain text and whole numbers itself and hands every other value to Jackson; types that an application brings are bound
 * by databind.
 */
@NullMarked
package io.texml.internal.json;

import org.jspecify.annotations.NullMarked;
