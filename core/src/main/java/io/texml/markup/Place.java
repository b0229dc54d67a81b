package io.texml.markup;

/** Where something stands in a text; both count from 1. */
record Place(int line, int column) {}
