/**
 * JSON in and out. Requests and records go through Jackson's streaming API, which costs one pass and no tree; only types
 * that an application brings are bound by databind.
 */
@NullMarked
package io.texml.internal.json;

import org.jspecify.annotations.NullMarked;
