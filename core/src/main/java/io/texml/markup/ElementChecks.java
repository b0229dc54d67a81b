package io.texml.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One element while a document is checked: what its rules ask, and what they find. A value with a template in it is
 * unresolved: it is neither equal to another nor different from it.
 */
final class ElementChecks {

    static final String IGNORED = "the platform ignores it without an error";
    static final String DROPPED = "the platform drops it without an error";
    static final String NOT_DOCUMENTED = "what the platform does with it is not documented";

    private static final String TEMPLATE = "{{";

    private final AbstractElement<?> element;
    private final ElementType<?> type;
    private final @Nullable ElementChecks parent;
    private final String path;
    private final List<ElementChecks> children = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param type what is documented of the element where it stands, which need not be its own type
     * @param parent null for the root
     */
    ElementChecks(AbstractElement<?> element, ElementType<?> type, @Nullable ElementChecks parent, String path) {
        this.element = element;
        this.type = type;
        this.parent = parent;
        this.path = path;
    }

    static boolean isTemplate(String text) {
        return text.contains(TEMPLATE);
    }

    AbstractElement<?> element() {
        return element;
    }

    ElementType<?> type() {
        return type;
    }

    String path() {
        return path;
    }

    /** Of the children, in their order. */
    List<ElementChecks> children() {
        return children;
    }

    void add(ElementChecks child) {
        children.add(child);
    }

    /** Of this element and then of what stands in it, which its rules may have found first. */
    void collect(List<Finding> all) {
        all.addAll(findings);
        for (ElementChecks child : children) {
            child.collect(all);
        }
    }

    /** Whether the documentation knows the element where it stands. */
    boolean isDocumented() {
        return type.content() != Content.ANYTHING;
    }

    boolean isElement(String name) {
        return element.elementName().equals(name);
    }

    boolean isWithin(String name) {
        return parent != null && parent.isElement(name);
    }

    boolean has(String name) {
        return element.attributes().containsKey(name);
    }

    boolean isUnresolved(String name) {
        return isTemplate(element.attributes().getOrDefault(name, ""));
    }

    /** Whether the attribute, or its default where it is not there, is this. */
    boolean is(String name, String value) {
        return value.equals(effective(name));
    }

    /** Whether the attribute, or its default where it is not there, is something else, or nothing. */
    boolean isOther(String name, String value) {
        return !isUnresolved(name) && !is(name, value);
    }

    boolean startsWith(String name, String beginning) {
        return !isUnresolved(name)
                && element.attributes().getOrDefault(name, "").startsWith(beginning);
    }

    boolean hasText() {
        return !element.text().isBlank();
    }

    boolean textStartsWith(String... beginnings) {
        String text = element.text().strip();
        for (String beginning : beginnings) {
            if (text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of these stands in the text. */
    boolean textHas(String... parts) {
        return Stream.of(parts).anyMatch(element.text()::contains);
    }

    /** Whether the text is one that audio can be fetched from, or a template, or not there. */
    boolean isUrlOrEmpty() {
        String text = element.text().strip();
        return text.isEmpty() || isTemplate(text) || Values.isHttpUrl(text);
    }

    /** Whether there is a text or a child. */
    boolean hasContent() {
        return hasText() || !element.children().isEmpty();
    }

    /** Whether children may come or go with a template. */
    boolean holdsTemplates() {
        return isTemplate(element.text());
    }

    int count() {
        return children.size();
    }

    int count(String name) {
        int count = 0;
        for (ElementChecks child : children) {
            count += child.isElement(name) ? 1 : 0;
        }
        return count;
    }

    /** Whether a child is not there that a template cannot bring. */
    boolean isMissing(String child) {
        return count(child) == 0 && !holdsTemplates();
    }

    /** What needs an attribute. */
    void needs(boolean condition, String because, String needed) {
        refuseIf(condition && !has(needed), because + " needs " + needed, "set " + needed);
    }

    void exactlyOneChild() {
        refuseIf(
                count() != 1 && !holdsTemplates(),
                element.elementName() + " needs exactly one of "
                        + String.join(", ", type.children().keySet()),
                "write one of them into it");
    }

    /** One whole number that must not be more than another. */
    void notMore(String lower, String higher) {
        Integer low = whole(lower);
        Integer high = whole(higher);
        refuseIf(
                low != null && high != null && low > high,
                lower + " must not be more than " + higher,
                "correct one of them");
    }

    /** A model that is written {@code vendor/model}, of the vendor of an engine. */
    void sameVendor(String model, String engine) {
        String named = element.attributes().get(model);
        String vendor = element.attributes().get(engine);
        int slash = named == null ? -1 : named.indexOf('/');
        if (named == null || vendor == null || slash < 0 || isUnresolved(model) || isUnresolved(engine)) {
            return;
        }
        String ofEngine =
                vendor.equals("A") ? "google" : vendor.equals("B") ? "telnyx" : vendor.toLowerCase(Locale.ROOT);
        warnIf(
                !named.substring(0, slash).toLowerCase(Locale.ROOT).equals(ofEngine),
                "the " + model + " is of another vendor than the " + engine,
                NOT_DOCUMENTED,
                "name a model of that vendor");
    }

    /** The newer model of Deepgram, which is the default, takes its words elsewhere. */
    void hintsOfDeepgram() {
        warnIf(
                has("hints")
                        && is("transcriptionEngine", "Deepgram")
                        && !isUnresolved("model")
                        && !startsWith("model", "deepgram/nova-2"),
                "hints is for Deepgram Nova-2",
                "Nova-3, which is the default, drops it",
                "write keyterms, or set model to deepgram/nova-2");
    }

    /** Attempts, separated by blanks, of which none is above a number of the parent. */
    void attemptsWithin(String attempts, String most) {
        String written = element.attributes().get(attempts);
        if (written == null || parent == null || isTemplate(written) || parent.isUnresolved(most)) {
            return;
        }
        Integer highest = parent.whole(most);
        for (String attempt : Values.words(written)) {
            boolean number = attempt.matches("[1-9]\\d{0,3}");
            refuseIf(!number, attempts + " must be numbers from 1, separated by blanks", "write such numbers");
            warnIf(
                    number && Integer.parseInt(attempt) > (highest == null ? 1 : highest),
                    attempts + " names one above " + most,
                    "it is never said",
                    "raise " + most + " or lower " + attempts);
        }
    }

    /** Wrong beyond doubt. */
    void refuseIf(boolean condition, String problem, String advice) {
        if (condition) {
            found(Severity.ERROR, "", problem, NOT_DOCUMENTED, advice);
        }
    }

    void warnIf(boolean condition, String problem, String effect, String advice) {
        if (condition) {
            found(Severity.WARNING, "", problem, effect, advice);
        }
    }

    void remarkIf(boolean condition, String problem, String effect, String advice) {
        if (condition) {
            found(Severity.REMARK, "", problem, effect, advice);
        }
    }

    /**
     * @param attribute empty for the element itself
     */
    void found(Severity severity, String attribute, String problem, String effect, String advice) {
        Place place = element.parts().place();
        findings.add(new Finding(
                severity,
                place == null ? 0 : place.line(),
                place == null ? 0 : place.column(),
                attribute.isEmpty() ? path : path + "/@" + attribute,
                problem,
                effect,
                advice));
    }

    /** As it is written, or the default where it is not; null when there is none. */
    private @Nullable String effective(String name) {
        String written = element.attributes().get(name);
        Attribute documented = type.attributes().get(name);
        return written != null || documented == null ? written : documented.defaultValue();
    }

    private @Nullable Integer whole(String name) {
        String value = element.attributes().get(name);
        return value != null && value.matches("\\d{1,6}") ? Integer.valueOf(value) : null;
    }
}
