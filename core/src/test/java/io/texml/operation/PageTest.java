package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void whatAPageWasMadeOfMayChangeAndThePageDoesNot() {
        List<String> items = new ArrayList<>(List.of("a"));
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        others.put("b", 1);
        others.put("a", null);
        Page<String> page = page(items, others);
        items.add("b");
        others.clear();

        assertThat(page.items()).containsExactly("a");
        assertThat(page.additionalProperties().keySet()).containsExactly("b", "a");
        assertThatThrownBy(() -> page.additionalProperties().put("c", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nothingElseMayBecomeSomethingAndThePageHasNothing() {
        Map<String, @Nullable Object> others = new LinkedHashMap<>();
        Page<String> page = page(List.of(), others);
        others.put("a", 1);

        assertThat(page.additionalProperties()).isEmpty();
        assertThat(page.additionalProperties().get(null)).isNull();
        assertThatThrownBy(() -> page.additionalProperties().put("c", 1))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static Page<String> page(List<String> items, Map<String, @Nullable Object> others) {
        return new Page<>(items, null, null, null, null, null, null, null, null, null, null, others);
    }
}
