package io.texml.markup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an element is made of. The content is texts and elements in their order; no two texts follow each other and none is
 * empty, so that what was written and read again is equal.
 *
 * @param place of the start tag; null when the element was not read
 */
record Parts(
        Map<String, String> attributes,
        List<Object> content,
        @Nullable Place place) {

    static final Parts NONE = new Parts(Map.of(), List.of(), null);

    /** Takes maps and lists that nobody changes any more. */
    Parts {
        attributes = Collections.unmodifiableMap(attributes);
        content = Collections.unmodifiableList(content);
    }

    Parts withAttribute(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return new Parts(changed, content, place);
    }

    Parts withText(String text) {
        if (text.isEmpty()) {
            return this;
        }
        List<Object> changed = new ArrayList<>(content);
        int last = changed.size() - 1;
        if (last >= 0 && changed.get(last) instanceof String before) {
            changed.set(last, before + text);
        } else {
            changed.add(text);
        }
        return new Parts(attributes, changed, place);
    }

    /** Without the texts that show nothing, which stand between the elements of an indented document. */
    Parts withoutBlanks() {
        for (Object part : content) {
            if (part instanceof String text && text.isBlank()) {
                return new Parts(
                        attributes,
                        content.stream()
                                .filter(kept -> !(kept instanceof String blank && blank.isBlank()))
                                .toList(),
                        place);
            }
        }
        return this;
    }
}
