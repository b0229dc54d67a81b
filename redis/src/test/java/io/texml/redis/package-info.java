@NullMarked
package io.texml.redis;

import org.jspecify.annotations.NullMarked;
