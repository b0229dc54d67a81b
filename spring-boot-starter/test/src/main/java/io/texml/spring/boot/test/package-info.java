/** The simulator in the tests of a Spring Boot application: the application is its client, and is called back by it. */
@NullMarked
package io.texml.spring.boot.test;

import org.jspecify.annotations.NullMarked;
