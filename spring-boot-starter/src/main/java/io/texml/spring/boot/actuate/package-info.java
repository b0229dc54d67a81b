/** What the actuator tells of the client: its health and its version. */
@NullMarked
package io.texml.spring.boot.actuate;

import org.jspecify.annotations.NullMarked;
