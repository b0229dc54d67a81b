package io.texml.markup;

import io.texml.internal.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds a document against what is documented of its elements. */
final class MarkupCheck {

    /** Verbs and nouns of TwiML that the platform does not have, and what there is instead. */
    private static final Map<String, String> TWIML_ONLY = Map.of(
            "Sms", "send the message by the messaging API",
            "Message", "send the message by the messaging API",
            "Client", "dial a Sip or a Number",
            "Room", "dial a Conference",
            "Echo", "leave it out",
            "VirtualAgent", "write Connect with an AIAssistant",
            "Autopilot", "write Connect with an AIAssistant",
            "Prompt", "write it into Pay");

    /** The sources disagree whether the platform still takes it right within the document. */
    private static final String FORMER_VERB = AIAssistant.TYPE.name();

    private MarkupCheck() {}

    static List<Finding> of(RawElement root) {
        String name = root.elementName();
        ElementType<?> type = Texml.RESPONSE;
        ElementChecks checks = new ElementChecks(root, type, null, "/" + name);
        if (!name.equals(type.name())) {
            checks.found(
                    Severity.ERROR,
                    "",
                    "the outermost element is not Response",
                    "the platform does not run the document",
                    "write Response");
        }
        if (name.equalsIgnoreCase(type.name())) {
            check(checks);
        }
        List<Finding> findings = new ArrayList<>();
        checks.collect(findings);
        return List.copyOf(findings);
    }

    private static void check(ElementChecks checks) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Integer> totals = new HashMap<>();
        List<Element> children = checks.element().children();
        children.forEach(child -> totals.merge(child.elementName(), 1, Integer::sum));
        for (Element child : children) {
            String name = child.elementName();
            int index = counts.merge(name, 1, Integer::sum);
            String step = totals.getOrDefault(name, 1) > 1 ? name + "[" + index + "]" : name;
            checks.add(new ElementChecks(
                    (AbstractElement<?>) child,
                    checks.type().childOrUnknown(name),
                    checks,
                    checks.path() + "/" + step));
        }
        checkAttributes(checks);
        checkText(checks);
        for (Consumer<ElementChecks> rule : checks.type().rules()) {
            rule.accept(checks);
        }
        for (ElementChecks child : checks.children()) {
            if (child.isDocumented()) {
                check(child);
            } else {
                checkUnknown(checks, child);
            }
        }
    }

    private static void checkAttributes(ElementChecks checks) {
        Map<String, Attribute> documented = checks.type().attributes();
        checks.element().attributes().forEach((name, value) -> {
            Attribute attribute = documented.get(name);
            if (attribute == null) {
                checkUnknown(checks, name);
            } else if (!ElementChecks.isTemplate(value)) {
                Values.check(checks, attribute, value);
            }
        });
        for (Attribute attribute : documented.values()) {
            if (!checks.has(attribute.name())) {
                checkMissing(checks, attribute);
            }
        }
    }

    private static void checkMissing(ElementChecks checks, Attribute attribute) {
        String name = attribute.name();
        String twiml = attribute.twimlDefault();
        if (attribute.required()) {
            checks.found(
                    Severity.ERROR,
                    "",
                    checks.element().elementName() + " needs " + name,
                    ElementChecks.NOT_DOCUMENTED,
                    "set " + name);
        } else if (twiml != null) {
            String here = attribute.defaultValue();
            checks.found(
                    Severity.REMARK,
                    "",
                    name + " is not set, and its default is not that of TwiML",
                    "the platform takes " + (here == null ? "none" : here) + ", where TwiML has " + twiml,
                    "set " + name + " to say what is meant");
        }
    }

    private static void checkUnknown(ElementChecks checks, String name) {
        ElementType<?> type = checks.type();
        String trap = type.traps().get(name);
        String otherCase = inOtherCase(name, type.attributes().keySet());
        if (trap != null) {
            checks.found(
                    Severity.ERROR,
                    name,
                    type.name() + " has no " + name + "; here it is called " + trap,
                    ElementChecks.IGNORED,
                    "write " + trap);
        } else if (otherCase != null) {
            checks.found(
                    Severity.ERROR, name, name + " is in the wrong case", ElementChecks.IGNORED, "write " + otherCase);
        } else if (name.equals("xmlns") || name.indexOf(':') >= 0) {
            checks.found(
                    Severity.WARNING,
                    name,
                    "namespaces are not accepted",
                    ElementChecks.NOT_DOCUMENTED,
                    "leave it out");
        } else {
            checks.found(
                    Severity.WARNING,
                    name,
                    name + " is no attribute of " + type.name() + " that is documented",
                    ElementChecks.IGNORED,
                    "leave it out" + Suggestion.among(type.attributes().keySet(), name));
        }
    }

    private static void checkText(ElementChecks checks) {
        ElementType<?> type = checks.type();
        String text = checks.element().text();
        if (ElementChecks.isTemplate(text)) {
            return;
        }
        if (type.content().isRequired() && text.isBlank()) {
            checks.refuseIf(true, type.name() + " is empty", "write " + expected(type.content()) + " between the tags");
            return;
        }
        String stripped = text.strip();
        switch (type.content()) {
            case NONE ->
                checks.warnIf(
                        !stripped.isEmpty(),
                        type.name() + " holds a text",
                        ElementChecks.IGNORED,
                        type.children().containsKey("Say") ? "write it into a Say" : "leave it out");
            case SPEECH ->
                checks.warnIf(
                        !checks.hasContent(),
                        type.name() + " has nothing to say",
                        "the caller hears nothing",
                        "write a text");
            case NUMBER, NUMBER_OR_NOUNS ->
                checks.warnIf(
                        !stripped.isEmpty() && !Values.isE164(stripped),
                        "the text of " + type.name() + " is no number in E.164 form",
                        ElementChecks.NOT_DOCUMENTED,
                        "write + and the digits with the country's code");
            case SIP_URI ->
                checks.warnIf(
                        !Values.isSipUri(stripped),
                        "the text of " + type.name() + " is no SIP URI",
                        ElementChecks.NOT_DOCUMENTED,
                        "write sip: before the address");
            case URL -> Values.checkUrl(checks, "", "the text of " + type.name(), stripped, Severity.ERROR);
            case JSON ->
                checks.refuseIf(
                        !JsonText.isObject(stripped),
                        "the text of " + type.name() + " is no object of JSON",
                        "write one, in CDATA or with < and & escaped");
            default -> {
                // Any text is one.
            }
        }
        boolean address = type.content() == Content.NUMBER
                || type.content() == Content.NUMBER_OR_NOUNS
                || type.content() == Content.SIP_URI
                || type.content() == Content.NAME;
        checks.remarkIf(
                address && !stripped.isEmpty() && !stripped.equals(text),
                "blanks or line breaks stand round the text of " + type.name(),
                "no source says whether the platform cuts them off",
                "leave them out");
    }

    private static String expected(Content content) {
        return switch (content) {
            case URL -> "a URL";
            case NUMBER -> "a number";
            case SIP_URI -> "a SIP URI";
            case JSON -> "an object of JSON";
            default -> "a name";
        };
    }

    /** A child that is not documented where it stands. */
    private static void checkUnknown(ElementChecks parent, ElementChecks child) {
        String name = child.element().elementName();
        String within = parent.element().elementName();
        Set<String> allowed = parent.type().children().keySet();
        String replacement = TWIML_ONLY.get(name);
        String otherCase = inOtherCase(name, allowed);
        if (otherCase == null && parent.type().content() != Content.SPEECH) {
            otherCase = inOtherCase(name, Known.NAMES);
        }
        if (name.equals(FORMER_VERB) && parent.type() == Texml.RESPONSE) {
            child.found(
                    Severity.WARNING,
                    "",
                    name + " is a verb on older pages alone",
                    ElementChecks.NOT_DOCUMENTED,
                    "write it into Connect");
        } else if (Known.NAMES.contains(name) && !(replacement != null && parent.type() == Texml.RESPONSE)) {
            child.found(
                    Severity.ERROR,
                    "",
                    name + " is not taken within " + within,
                    ElementChecks.DROPPED,
                    advice(parent.type(), name));
        } else if (replacement != null) {
            child.found(
                    Severity.ERROR,
                    "",
                    name + " is of TwiML, the platform does not have it",
                    ElementChecks.DROPPED,
                    replacement);
        } else if (otherCase != null) {
            child.found(
                    Severity.ERROR, "", name + " is in the wrong case", ElementChecks.DROPPED, "write " + otherCase);
        } else if (parent.type().content() != Content.SPEECH) {
            child.found(
                    Severity.WARNING,
                    "",
                    name + " is not documented within " + within,
                    ElementChecks.DROPPED,
                    "leave it out" + Suggestion.among(allowed, name));
        }
    }

    /** For an element that the platform takes somewhere else. */
    private static String advice(ElementType<?> within, String name) {
        Set<String> homes = Known.PARENTS.getOrDefault(name, Set.of());
        if (within == Stop.TYPE && name.equals("Recording")) {
            return "leave it out, and end the recording by the API";
        }
        if (!homes.isEmpty() && !homes.contains(Texml.RESPONSE.name())) {
            return "write it into " + String.join(" or ", homes);
        }
        Set<String> allowed = within.children().keySet();
        return allowed.isEmpty() ? "move it out" : "write " + String.join(", ", allowed) + " there, or move it out";
    }

    private static @Nullable String inOtherCase(String name, Set<String> known) {
        for (String candidate : known) {
            if (candidate.equalsIgnoreCase(name) && !candidate.equals(name)) {
                return candidate;
            }
        }
        return null;
    }

    /** Apart, so that it is made after the types of all elements. */
    private static final class Known {

        /** By every element that is documented within another: the names of those. */
        static final Map<String, Set<String>> PARENTS = parents();

        /** Of every element that is documented anywhere. */
        static final Set<String> NAMES = names();

        private static Map<String, Set<String>> parents() {
            Map<String, Set<String>> parents = new HashMap<>();
            collect(Texml.RESPONSE, parents);
            return parents;
        }

        private static Set<String> names() {
            Set<String> names = new TreeSet<>(PARENTS.keySet());
            names.add(Texml.RESPONSE.name());
            return names;
        }

        private static void collect(ElementType<?> type, Map<String, Set<String>> parents) {
            type.children().values().forEach(child -> {
                parents.computeIfAbsent(child.name(), name -> new TreeSet<>()).add(type.name());
                collect(child, parents);
            });
        }
    }
}
