package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record beside what Jackson read of the same item: each member is in its component, or kept as it came. */
final class TypedItem {

    private static final Map<Class<?>, Map<String, RecordComponent>> COMPONENTS = new HashMap<>();

    private TypedItem() {}

    static void assertHolds(ResponseRecord record, Map<?, ?> members) {
        Map<String, RecordComponent> components = COMPONENTS.computeIfAbsent(record.getClass(), TypedItem::components);
        Map<String, Object> kept = new LinkedHashMap<>(record.additionalProperties());
        members.forEach((name, sent) -> {
            RecordComponent component = components.get(name);
            Object value = component == null ? null : value(component, record);
            if (value == null) {
                assertThat(kept.remove(name)).isEqualTo(sent);
                assertThat(component != null && isReadable(component.getType(), sent))
                        .isFalse();
            } else {
                assertSame(value, sent);
            }
        });
        assertThat(kept).isEmpty();
        components.forEach(
                (name, component) -> assertThat(value(component, record) == null || members.containsKey(name))
                        .isTrue());
    }

    private static void assertSame(Object value, @Nullable Object sent) {
        assertThat(sent).isNotNull();
        if (value instanceof Duration duration) {
            BigDecimal seconds =
                    BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
            assertThat(seconds).isEqualByComparingTo(new BigDecimal(sent.toString()));
        } else if (value instanceof BigDecimal number) {
            assertThat(number).isEqualTo(new BigDecimal(sent.toString()));
        } else if (value instanceof Instant time) {
            Instant byJdk = byJdk((String) sent);
            assertThat(byJdk == null || byJdk.equals(time)).isTrue();
        } else {
            String text = value instanceof OpenEnum<?> choice ? choice.value() : (String) value;
            if (sent instanceof Number number) {
                assertThat(new BigDecimal(text)).isEqualByComparingTo(new BigDecimal(number.toString()));
            } else {
                assertThat(text).isEqualTo(sent.toString());
            }
        }
    }

    /** What has to be read beyond doubt. */
    private static boolean isReadable(Class<?> type, @Nullable Object sent) {
        if (sent instanceof String text) {
            return type == String.class
                    || OpenEnum.class.isAssignableFrom(type)
                    || (type != Instant.class && text.matches("[0-9]{1,9}"));
        }
        return type != Instant.class && (sent instanceof Integer || (sent instanceof Boolean && type == String.class));
    }

    private static @Nullable Instant byJdk(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException otherForm) {
            return null;
        }
    }

    private static @Nullable Object value(RecordComponent component, ResponseRecord record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(hidden);
        }
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
            if (!component.getName().equals("additionalProperties")) {
                components.put(property == null ? component.getName() : property.value(), component);
            }
        }
        return components;
    }
}
