package org.nrnwheel.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nrnwheel.index.IndexException;

class SimplePageTest {
    private static final URI PAGE = URI.create("https://example.org/simple/demo/");
    private static final String SHA = "aB".repeat(32);

    private static List<PublishedWheel> wheels(String type, String text) {
        return SimplePage.wheels(PAGE, new Answer(200, type, Optional.empty(), Optional.empty(), text));
    }

    @Test
    void anchorsAreReadAsBrowsersReadThem() {
        List<PublishedWheel> wheels = wheels("text/html", """
                <!DOCTYPE html><article>1 > 0 and <abbr title="<a href='x-1-py3-none-any.whl'>">no anchor</abbr>
                <!-- <a href="demo-0.9-py3-none-any.whl">no longer</a> -->
                <a href="../../files/demo-1.0-py3-none-any.whl?a=1&amp;b=2#sha256=%s">demo</a>
                <A class=x data-requires-python="&gt;=3.8" HREF='https://files.example.org/d/demo-1.1-py3-none-any.whl'
                   data-yanked="it > that"
                >demo</A>
                <a href=demo-1.2%%2Blocal-py3-none-any.whl data-yanked>demo</a>
                <a href="demo-1.3.tar.gz">no wheel</a>
                <a href="demo-1.4-py3.whl">no wheel</a>
                <a name="none">nothing</a>
                <a href="demo-1.5-py3-none-any.whl#md5=00
                """.formatted(SHA));
        assertThat(wheels)
                .extracting(wheel -> wheel.name().version() + " " + wheel.yanked())
                .containsExactly("1.0 false", "1.1 true", "1.2+local true");
        assertThat(wheels.get(0).sha256()).hasValue(SHA);
        assertThat(wheels.get(0).url())
                .isEqualTo(URI.create("https://example.org/files/demo-1.0-py3-none-any.whl?a=1&b=2#sha256=" + SHA));
        assertThat(wheels.get(1).sha256()).isEmpty();
        assertThat(wheels.get(1).url().getHost()).isEqualTo("files.example.org");
    }

    @Test
    void jsonIsRead() {
        List<PublishedWheel> wheels = wheels("application/vnd.pypi.simple.v1+json", """
                {"meta": {"api-version": "1.1"}, "name": "demo", "files": [
                 {"filename": "demo-1.0-py3-none-any.whl", "url": "/d/demo-1.0-py3-none-any.whl", "hashes": {"sha256": "%s"}},
                 {"filename": "demo-1.1-py3-none-any.whl", "url": "x", "hashes": {"md5": "00"}, "yanked": "broken"},
                 {"filename": "demo-1.2-py3-none-any.whl", "url": "x", "hashes": {"sha256": "00"}, "yanked": true},
                 {"filename": "demo-1.3-py3-none-any.whl", "url": "x", "hashes": {}, "yanked": false},
                 {"filename": "../../demo-1.4-py3-none-any.whl", "url": "x", "hashes": {}},
                 {"filename": "demo-1.4.zip", "url": "x", "hashes": {}}
                ]}""".formatted(SHA));
        assertThat(wheels)
                .extracting(wheel -> wheel.name().version() + " " + wheel.yanked())
                .containsExactly("1.0 false", "1.1 true", "1.2 true", "1.3 false");
        assertThat(wheels.get(0).url()).isEqualTo(URI.create("https://example.org/d/demo-1.0-py3-none-any.whl"));
        assertThat(wheels.subList(1, 4)).allMatch(wheel -> wheel.sha256().isEmpty());
    }

    @Test
    void whatIsNoPageOrUnsafeIsAnError() {
        assertThatThrownBy(() -> wheels("application/json", "{\"files\": "))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining(PAGE.toString());
        assertThatThrownBy(() -> wheels("text/html", "<a href='http://example.org/demo-1.0-py3-none-any.whl'>x</a>"))
                .isInstanceOf(IndexException.class)
                .hasMessageContaining("could be changed on the way");
        assertThat(wheels("text/html", "<a href=\"" + "'".repeat(500_000))).isEmpty();
    }
}
