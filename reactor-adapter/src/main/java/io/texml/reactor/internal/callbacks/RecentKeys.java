package io.texml.reactor.internal.callbacks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by key, of which the oldest go when there are too many or they are too old. Whoever uses it has a lock. */
final class RecentKeys<K, V> {

    private final int number;
    private final long age;
    private final LinkedHashMap<K, Aged<V>> byKey = new LinkedHashMap<>();

    /** A value and when it came. */
    record Aged<V>(V value, long since) {}

    /**
     * Nothing yet.
     *
     * @param age in nanoseconds
     */
    RecentKeys(int number, long age) {
        this.number = number;
        this.age = age;
    }

    /** The value of a key, if it is not too old; the ends of those that are too old come with this. */
    @Nullable
    Aged<V> get(K key, long now) {
        Iterator<Map.Entry<K, Aged<V>>> oldest = byKey.entrySet().iterator();
        while (oldest.hasNext() && now - oldest.next().getValue().since() >= age) {
            oldest.remove();
        }
        return byKey.get(key);
    }

    /** Puts a value, as the newest. */
    void put(K key, V value, long now) {
        if (number == 0) {
            return;
        }
        byKey.remove(key);
        if (byKey.size() >= number) {
            Iterator<K> oldest = byKey.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        byKey.put(key, new Aged<>(value, now));
    }

    /** Takes a value away, unless another came in its place. */
    void remove(K key, V value) {
        Aged<V> known = byKey.get(key);
        if (known != null && known.value() == value) {
            byKey.remove(key);
        }
    }

    int size() {
        return byKey.size();
    }
}
