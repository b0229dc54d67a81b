/** What the processes of one account share on a Redis, beside the same in one process and by hand, and how it is measured. */
@NullMarked
package io.texml.benchmarks.redis;

import org.jspecify.annotations.NullMarked;
