/** Files that only their owner reads, records that outlive the process, and a lock against a second process. */
@NullMarked
package io.texml.reactor.internal.file;

import org.jspecify.annotations.NullMarked;
