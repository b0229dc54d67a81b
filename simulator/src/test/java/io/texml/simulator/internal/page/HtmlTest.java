package io.texml.simulator.internal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HtmlTest {

    @Test
    void whateverIsTextStaysText() {
        Html html = new Html();
        html.element("p", "<script>alert('1')</script> & \u0000\u001b[1m", "title", "\" onclick=\"alert(1)");
        assertThat(html.toString())
                .isEqualTo("<!DOCTYPE html>\n<p title=\"&quot; onclick=&quot;alert(1)\">"
                        + "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; \uFFFD\uFFFD[1m</p>");
    }

    @Test
    void aNameCannotBringMarkupAlong() {
        assertThatThrownBy(() -> new Html().open("p onclick=x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Html().open("p", "title x", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Html().close("p>")).isInstanceOf(IllegalArgumentException.class);
    }
}
