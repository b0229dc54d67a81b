package io.texml.operation;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers with, and how to find it in the body. A {@code data} object round the answer is taken off
 * wherever it comes; for types of your own, when it is the body's only member.
 *
 * @param <R> the type that the caller gets
 */
@SuppressWarnings("UnusedTypeParameter") // carries the type from the catalogue to the caller
public final class ResponseType<R> {

    private final Kind kind;
    private final Class<?> type;
    private final @Nullable String arrayName;

    private ResponseType(Kind kind, Class<?> type, @Nullable String arrayName) {
        this.kind = kind;
        this.type = Objects.requireNonNull(type, "type");
        this.arrayName = arrayName;
    }

    /**
     * One object.
     *
     * @param type a record of this library, or for operations of your own any type that Jackson 3 can bind, such as a
     *     record or {@code Map.class}
     */
    public static <R> ResponseType<R> of(Class<R> type) {
        return new ResponseType<>(Kind.OBJECT, type, null);
    }

    /** No body, or one that nobody needs. */
    public static ResponseType<Void> empty() {
        return new ResponseType<>(Kind.EMPTY, Void.class, null);
    }

    /**
     * A page whose body links to the next one in {@code next_page_uri}.
     *
     * @param arrayName the member of the body that holds the items, for example {@code calls}
     * @param itemType the type of one item; with {@code ByteBuffer.class} each item comes as the bytes that the server
     *     sent
     */
    public static <T> ResponseType<Page<T>> page(String arrayName, Class<T> itemType) {
        return new ResponseType<>(Kind.LINKED_PAGE, itemType, Objects.requireNonNull(arrayName, "arrayName"));
    }

    /**
     * A page of the form {@code {"data": [...], "meta": {"page_number": .., "total_pages": ..}}}, where the request's
     * {@code page[number]} chooses the page.
     */
    public static <T> ResponseType<Page<T>> numberedPage(Class<T> itemType) {
        return new ResponseType<>(Kind.NUMBERED_PAGE, itemType, "data");
    }

    /**
     * The same page with its items as the bytes that the server sent: cut out of the body, not read.
     *
     * @throws IllegalArgumentException when the answer is no page
     */
    public ResponseType<Page<ByteBuffer>> withRawItems() {
        if (!isPage()) {
            throw new IllegalArgumentException("only a page has items: " + this);
        }
        return new ResponseType<>(kind, ByteBuffer.class, arrayName);
    }

    /** How the answer lies in the body. */
    public Kind kind() {
        return kind;
    }

    /** The type of the object, or of one item of a page. */
    public Class<?> type() {
        return type;
    }

    /** The member of the body that holds a page's items; null for what is no page. */
    public @Nullable String arrayName() {
        return arrayName;
    }

    /** Whether the answer is a page of a list. */
    public boolean isPage() {
        return arrayName != null;
    }

    @Override
    public String toString() {
        return "ResponseType[" + kind + " of " + type.getSimpleName() + "]";
    }

    /** The ways an answer can lie in a body. */
    public enum Kind {
        /** No body is expected. */
        EMPTY,
        /** The body is the object, or holds it in {@code data}. */
        OBJECT,
        /** A page with a link to the next. */
        LINKED_PAGE,
        /** A page that is chosen by its number. */
        NUMBERED_PAGE
    }
}
