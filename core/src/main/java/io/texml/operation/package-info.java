/**
 * An operation is a value, a {@link io.texml.operation.Operation}; a {@link io.texml.operation.TexmlRequest} is one with
 * its parameters. The operations themselves stand beside the requests of their resource. Nothing here does I/O.
 */
@NullMarked
package io.texml.operation;

import org.jspecify.annotations.NullMarked;
