/** The types everybody meets: errors, and what a request may ask of its exchange. */
@NullMarked
package io.texml;

import org.jspecify.annotations.NullMarked;
