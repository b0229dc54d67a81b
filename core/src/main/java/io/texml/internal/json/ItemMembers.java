package io.texml.internal.json;

import io.texml.internal.KnownValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Some members of raw items, by name. The others are passed over, and so is what stands behind the last that is wanted: an
 * export looks at every item.
 */
public final class ItemMembers {

    private final KnownValues<String> names;

    private ItemMembers(KnownValues<String> names) {
        this.names = names;
    }

    /** Those of these names. */
    public static ItemMembers of(String... names) {
        return new ItemMembers(KnownValues.of(Function.identity(), names));
    }

    /** What an item has of them; without those that are null, and empty when the item is no object that can be read. */
    public Map<String, Object> of(ByteBuffer item) {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        try {
            return LettersOfTwoBytes.readItem(json, this::read);
        } catch (MalformedBodyException unreadable) {
            return Map.of();
        }
    }

    private Map<String, Object> read(JsonScanner scanner) {
        Map<String, Object> found = new HashMap<>();
        if (scanner.next() == '{' && !scanner.isEmpty('{', '}')) {
            int left = names.list().size();
            do {
                String name = scanner.name(names);
                if (name == null) {
                    scanner.skip();
                    continue;
                }
                Object value = scanner.value();
                if (value != null) {
                    found.put(name, value);
                }
                left--;
            } while (left > 0 && !scanner.endOf('}'));
        }
        return found;
    }
}
