package org.nrnwheel.index;

import java.util.List;

/** The pages for people and for installers of every age (PEP 503, 658, 714). */
final class HtmlPages {
    private HtmlPages() {}

    /** Lists the projects. */
    static String root(List<String> projects) {
        StringBuilder links = new StringBuilder();
        projects.forEach(project -> links.append("    <a href=\"%1$s/\">%1$s</a><br>\n".formatted(project)));
        return page("Simple index", links);
    }

    /** Lists a project's wheels. */
    static String project(String project, List<IndexedWheel> wheels) {
        StringBuilder links = new StringBuilder();
        wheels.forEach(wheel -> links.append(link(wheel)));
        return page("Links for " + project, links);
    }

    /** Both names of the metadata's hash are written: early readers know the first one only (PEP 714). */
    private static String link(IndexedWheel wheel) {
        String metadata = "sha256=" + wheel.metadata().sha256();
        String python = wheel.requiresPython()
                .map(specifier -> " data-requires-python=\"" + escape(specifier) + "\"")
                .orElse("");
        return "    <a href=\"" + wheel.url() + "#sha256=" + wheel.artifact().sha256() + "\"" + python
                + " data-dist-info-metadata=\"" + metadata + "\" data-core-metadata=\"" + metadata + "\">"
                + escape(wheel.fileName()) + "</a><br>\n";
    }

    private static String page(String title, CharSequence links) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                  <head>
                    <meta charset="utf-8">
                    <meta name="pypi:repository-version" content="1.1">
                    <title>%1$s</title>
                  </head>
                  <body>
                    <h1>%1$s</h1>
                %2$s  </body>
                </html>
                """.formatted(escape(title), links);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
