package io.texml.markup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A document that the platform runs: verbs in their order. A value: immutable, equal to every other with the same content.
 *
 * <pre>{@code
 * Texml menu = Texml.of(
 *         Gather.digits(1).action(confirmUrl).timeout(Duration.ofSeconds(8)).say("Press 1 to confirm."),
 *         Say.text("We did not hear you."),
 *         Hangup.hangup());
 * menu.toXml();
 * }</pre>
 *
 * <p>The platform is silent about mistakes: it drops verbs and ignores attributes that it does not know, and the caller
 * hears it first. So {@link #of} refuses what is wrong beyond doubt, and {@link #check()} says what else may be.
 *
 * <p>Values may hold templates that the platform or the application fills in later, such as {@code {{From}}}: nothing is
 * said against them.
 */
public final class Texml {

    static final ElementType<RawElement> RESPONSE = RawElement.type("Response", Content.NONE)
            .children(
                    Say.TYPE,
                    Play.TYPE,
                    Gather.TYPE,
                    Dial.TYPE,
                    Record.TYPE,
                    Hangup.TYPE,
                    Pause.TYPE,
                    Redirect.TYPE,
                    Reject.TYPE,
                    Refer.TYPE,
                    Enqueue.TYPE,
                    Leave.TYPE,
                    Start.TYPE,
                    Stop.TYPE,
                    Connect.TYPE,
                    Pay.TYPE,
                    HttpRequest.TYPE,
                    AIGather.TYPE)
            .rule(Texml::checkOrder);

    /** Behind them a document does not go on. */
    private static final List<String> ENDING = List.of("Hangup", "Redirect", "Reject");

    /** What may stand in the document of an Enqueue's {@code waitUrl}. */
    private static final List<String> WAITING =
            List.of("Play", "Say", "Gather", "Pause", "Hangup", "Redirect", "Leave");

    private final RawElement root;

    private Texml(RawElement root) {
        this.root = root;
    }

    /**
     * A document of these verbs; without any, it ends the call.
     *
     * @throws InvalidTexmlException when something is wrong beyond doubt; it names everything that is
     */
    public static Texml of(Verb... verbs) {
        return of(Arrays.asList(verbs));
    }

    /**
     * As {@link #of(Verb...)}.
     *
     * @throws InvalidTexmlException when something is wrong beyond doubt; it names everything that is
     */
    public static Texml of(List<? extends Verb> verbs) {
        Texml document = new Texml(RESPONSE.create().addAll(verbs));
        List<Finding> wrong = document.check().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidTexmlException(wrong);
        }
        return document;
    }

    /**
     * Reads a document, of TeXML or TwiML. What this version does not know stays in it, comments and processing
     * instructions do not. It need not make sense; {@link #check()} says what does not.
     *
     * <p>Nothing outside of the text is fetched. Refused are a document type, more than 1,000,000 characters, more than 100
     * elements in each other, and more than 100 attributes of one element.
     *
     * @param xml with or without an XML declaration; the encoding that it names does not count
     * @throws TexmlSyntaxException when it is no XML or is refused
     */
    public static Texml parse(String xml) {
        return new Texml(MarkupReader.read(Objects.requireNonNull(xml, "xml")));
    }

    /**
     * As {@link #parse(String)}.
     *
     * @param xml in the encoding that its byte order mark says, or its XML declaration, or without both in UTF-8
     * @throws TexmlSyntaxException when it is no XML or is refused, or its bytes are not in its encoding
     */
    public static Texml parse(byte[] xml) {
        return parse(XmlEncoding.decode(Objects.requireNonNull(xml, "xml")));
    }

    /** The verbs, in their order; unmodifiable. In a document that was read there may be any element. */
    public List<Element> verbs() {
        return root.children();
    }

    /** The element that holds the verbs: {@code Response}, but for documents that were read and are no TeXML. */
    public Element response() {
        return root;
    }

    /**
     * The document as XML that says it is in UTF-8; no blanks but those of its texts, the same for equal documents that were
     * built in the same order.
     */
    public String toXml() {
        return MarkupWriter.document(root);
    }

    /** {@link #toXml()} in UTF-8. */
    public byte[] toBytes() {
        return toXml().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What is wrong with the document, and what in it may surprise, in the order of the document; empty when there is
     * nothing.
     */
    public List<Finding> check() {
        return MarkupCheck.of(root);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Texml that && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** The names of elements and attributes; never a value or a text. */
    @Override
    public String toString() {
        return "Texml" + verbs();
    }

    private static void checkOrder(ElementChecks checks) {
        if (checks.holdsTemplates()) {
            return;
        }
        String ended = "";
        int before = 0;
        for (ElementChecks verb : checks.children()) {
            verb.warnIf(
                    !ended.isEmpty(),
                    "nothing behind " + ended + " is reached",
                    "the platform goes on there and does not come back",
                    "move it before " + ended + ", or leave it out");
            verb.warnIf(
                    verb.isElement("Reject") && before > 0,
                    "Reject is not the first verb",
                    "the call is answered before it and costs what an answered call costs",
                    "make it the only verb");
            if (ended.isEmpty() && ENDING.contains(verb.element().elementName())) {
                ended = verb.element().elementName();
            }
            before++;
        }
        if (checks.count("Leave") > 0) {
            for (ElementChecks verb : checks.children()) {
                verb.warnIf(
                        verb.isDocumented() && !WAITING.contains(verb.element().elementName()),
                        "a document with Leave is that of a waitUrl, which takes " + String.join(", ", WAITING)
                                + " alone",
                        ElementChecks.NOT_DOCUMENTED,
                        "leave it out, or leave out Leave");
            }
        }
    }
}
