package io.texml.benchmarks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListPagesTest {

    static List<Operation<?>> lists() {
        return DecodeListBenchmark.LISTS;
    }

    /** Otherwise the benchmark would measure how the map of unknown properties is filled. */
    @ParameterizedTest
    @MethodSource("lists")
    void everyValueIsReadAsTheTypeThatItsComponentHas(Operation<?> list) throws ReflectiveOperationException {
        ResponseType<?> type = list.responseType();

        Page<?> page = (Page<?>) ResponseDecoder.decode(type, new ByteArrayInputStream(ListPages.render(type, 3)), "/");

        assertThat(page).isNotNull();
        assertThat(page.items()).hasSize(3);
        assertThat(page.hasNextPage()).isTrue();
        for (Object item : page.items()) {
            assertThat(type.type().getMethod("additionalProperties").invoke(item))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                    .isEmpty();
        }
    }
}
