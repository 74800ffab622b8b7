package org.nrnwheel.pypi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.pypi.RstText.Block;
import org.nrnwheel.pypi.RstText.Line;

/**
 * The blocks of a text: which line begins what, and where that ends (the specification's "Body Elements"). What stands in tables is not
 * looked at. Used by one thread, once.
 */
final class RstBlocks {
    private static final int SHORT = 4;
    private static final int DEEPEST = 30;
    private static final Pattern LITERAL_NEXT = Pattern.compile("(?s).*(?<!\\\\)(?:\\\\\\\\)*::");
    private static final Pattern ATTRIBUTION = Pattern.compile("(?:---?(?!-)|\u2014) *(?=[^ \\n])");
    private final RstNames names;
    private final RstInline inline;
    private final RstSections sections = new RstSections();
    /** Whether something is shown. */
    private boolean shown;

    RstBlocks(RstNames names) {
        this.names = names;
        this.inline = new RstInline(names);
    }

    /** Reads a whole text. */
    void read(RstText text) throws RstFault {
        Reading reading = new Reading(text, 0);
        reading.run();
        reading.requireEnd();
        if (!shown && !text.isAllBlank()) {
            throw new RstFault(text.line(0).number(), "nothing of it is shown");
        }
    }

    private void nested(RstText text, int depth) throws RstFault {
        if (depth >= DEEPEST) {
            names.unsure();
        } else {
            new Reading(text, depth + 1).run();
        }
    }

    /** One text from its first line to its last. */
    private final class Reading {
        private final RstText text;
        private final int depth;
        private int at;
        /** A transition after which nothing came yet. */
        private Optional<Line> transition = Optional.empty();
        /** Whether something came since the start of the section. */
        private boolean begun;

        Reading(RstText text, int depth) {
            this.text = text;
            this.depth = depth;
        }

        void run() throws RstFault {
            while (at < text.size()) {
                if (text.isBlank(at)) {
                    at++;
                } else if (text.line(at).isIndented()) {
                    content();
                    quote();
                } else {
                    block(text.line(at));
                }
            }
        }

        /** Something came that is shown. */
        private void content() {
            came();
            shown = true;
        }

        private void came() {
            transition = Optional.empty();
            begun = true;
        }

        void requireEnd() throws RstFault {
            if (transition.isPresent()) {
                throw new RstFault(transition.get().number(), "a transition cannot stand at the end");
            }
        }

        private void transition(Line line) throws RstFault {
            if (!begun) {
                throw new RstFault(line.number(), "a transition cannot stand at the start, or after another");
            }
            begun = false;
            transition = Optional.of(line);
            shown = true;
            at++;
        }

        private void block(Line line) throws RstFault {
            String string = line.text();
            if (lists(line)) {
                content();
                return;
            }
            if (RstMarks.DOCTEST.matcher(string).lookingAt()) {
                content();
                at = paragraphEnd();
            } else if (RstMarks.LINE_BLOCK.matcher(string).lookingAt()) {
                content();
                lineBlock();
            } else if (RstMarks.GRID_TABLE.matcher(string).matches()) {
                content();
                names.unsure();
                at = RstTables.grid(text, at);
            } else if (RstMarks.SIMPLE_TABLE.matcher(string).matches()) {
                content();
                names.unsure();
                at = RstTables.simple(text, at);
            } else if (isExplicit(at)) {
                explicit();
            } else if (RstMarks.LINE.matcher(string).matches()) {
                rule(line);
            } else {
                text(line);
            }
        }

        private boolean lists(Line line) throws RstFault {
            String string = line.text();
            Matcher bullet = RstMarks.BULLET.matcher(string);
            Optional<RstEnumerator> number =
                    RstEnumerator.of(string, Optional.empty()).filter(found -> found.isFollowedWell(text, at));
            if (bullet.lookingAt()) {
                bullets(string.charAt(0));
            } else if (number.isPresent()) {
                numbers(number.get());
            } else if (RstMarks.FIELD.matcher(string).lookingAt()) {
                fields();
            } else if (isOption(at)) {
                options();
            } else {
                return false;
            }
            return true;
        }

        private RstFault fault(int index, String problem) {
            return new RstFault(text.line(Math.min(index, text.size() - 1)).number(), problem);
        }

        private void require(Block block, String what) throws RstFault {
            if (!block.endsWell()) {
                throw fault(block.end(), what + " before this line ends without a blank line");
            }
        }

        private void quote() throws RstFault {
            Block block = text.indented(at);
            nested(withoutAttributions(block.text()), depth);
            at = block.end();
            require(block, "the indented block");
        }

        /** A line with a dash after a blank one says who is quoted: its dash is no bullet then. */
        private RstText withoutAttributions(RstText quoted) {
            List<Line> lines = new ArrayList<>(quoted.lines());
            for (int i = 1; i < lines.size(); i++) {
                Matcher dash = ATTRIBUTION.matcher(lines.get(i).text());
                if (lines.get(i - 1).isBlank() && dash.lookingAt()) {
                    // What follows has rules of its own; nothing is said of the rest.
                    names.unsure();
                    return new RstText(lines.subList(0, i));
                }
            }
            return quoted;
        }

        private Block item(int column) throws RstFault {
            boolean alone = text.line(at).text().length() <= column;
            Block block = alone ? text.after(at, column, false) : text.aligned(at, column);
            nested(block.text(), depth);
            at = block.end();
            return block;
        }

        private void bullets(char mark) throws RstFault {
            Block last;
            Matcher bullet = RstMarks.BULLET.matcher(text.line(at).text());
            do {
                if (!bullet.lookingAt()) {
                    throw new IllegalStateException();
                }
                last = item(bullet.end());
                bullet =
                        RstMarks.BULLET.matcher(at < text.size() ? text.line(at).text() : "");
            } while (bullet.lookingAt() && text.line(at).text().charAt(0) == mark);
            require(last, "the list");
        }

        private void numbers(RstEnumerator first) throws RstFault {
            RstEnumerator.Sequence sequence = first.sequence() == RstEnumerator.Sequence.AUTOMATIC
                    ? RstEnumerator.Sequence.ARABIC
                    : first.sequence();
            boolean automatic = first.sequence() == RstEnumerator.Sequence.AUTOMATIC;
            Block block;
            RstEnumerator last = first;
            Optional<RstEnumerator> next = Optional.of(first);
            do {
                last = next.get();
                automatic |= last.sequence() == RstEnumerator.Sequence.AUTOMATIC;
                block = item(last.width());
                next = at < text.size()
                        ? RstEnumerator.of(text.line(at).text(), Optional.of(sequence))
                        : Optional.empty();
            } while (next.isPresent()
                    && next.get().follows(last, sequence, automatic)
                    && next.get().isFollowedWell(text, at));
            require(block, "the numbered list");
        }

        private void fields() throws RstFault {
            Block block;
            Matcher field = RstMarks.FIELD.matcher(text.line(at).text());
            boolean more = field.lookingAt();
            do {
                inline.read(text.line(at).number(), field.group(1));
                block = text.after(at, field.end(), false);
                nested(block.text(), depth);
                at = block.end();
                field = RstMarks.FIELD.matcher(at < text.size() ? text.line(at).text() : "");
                more = field.lookingAt();
            } while (more);
            require(block, "the field list");
        }

        /** An option without a description is ordinary text. */
        private boolean isOption(int index) {
            Matcher option = RstMarks.OPTIONS.matcher(
                    index < text.size() ? text.line(index).text() : "");
            return option.lookingAt()
                    && !text.after(index, option.end(), false).text().isAllBlank();
        }

        private void options() throws RstFault {
            Block block;
            do {
                Matcher option = RstMarks.OPTIONS.matcher(text.line(at).text());
                block = text.after(at, option.lookingAt() ? option.end() : 0, false);
                nested(block.text(), depth);
                at = block.end();
            } while (isOption(at));
            require(block, "the option list");
        }

        private void lineBlock() throws RstFault {
            Block block;
            Matcher bar = RstMarks.LINE_BLOCK.matcher(text.line(at).text());
            boolean more = bar.lookingAt();
            do {
                block = text.after(at, bar.end(), true);
                inline.read(block.text());
                at = block.end();
                bar = RstMarks.LINE_BLOCK.matcher(
                        at < text.size() ? text.line(at).text() : "");
                more = bar.lookingAt();
            } while (more);
            require(block, "the line block");
        }

        private boolean isExplicit(int index) {
            String line = index < text.size() ? text.line(index).text() : "";
            return RstMarks.EXPLICIT.matcher(line).lookingAt()
                    || RstMarks.ANONYMOUS.matcher(line).lookingAt();
        }

        private void explicit() throws RstFault {
            Line line = text.line(at);
            boolean ends = construct(line);
            if (!ends && !isExplicit(at)) {
                throw fault(at, "the explicit markup before this line ends without a blank line");
            }
        }

        /** Reads one construct; says whether it ends well. */
        private boolean construct(Line line) throws RstFault {
            String string = line.text();
            Matcher note = RstMarks.NOTE.matcher(string);
            Matcher directive = RstMarks.DIRECTIVE.matcher(string);
            Matcher target = RstMarks.TARGET.matcher(string);
            Matcher substitution = RstMarks.SUBSTITUTION.matcher(string);
            if (note.lookingAt()) {
                content();
                Block block = take(text.after(at, note.end(), false));
                if (block.text().isAllBlank()) {
                    throw new RstFault(line.number(), "the footnote has no content");
                }
                nested(block.text(), depth);
                names.target(note.group(1).replaceFirst("^#", ""));
                return block.endsWell();
            } else if (target.lookingAt()) {
                content();
                Block block = take(text.after(at, target.end(), true));
                new RstTarget(line.number(), block.text()).read(names);
                return block.endsWell();
            } else if (substitution.lookingAt()) {
                came();
                return substitution(line, substitution.end());
            } else if (directive.lookingAt()) {
                content();
                return directive(line, directive);
            }
            return comment(line);
        }

        private Block take(Block block) {
            at = block.end();
            return block;
        }

        private boolean comment(Line line) {
            Matcher mark = RstMarks.EXPLICIT.matcher(line.text());
            boolean isComment = mark.lookingAt();
            if (!isComment) {
                content();
                names.namelessTarget(line.number());
            }
            if (isComment && mark.end() == line.text().length() && text.isBlank(at + 1)) {
                at++;
                return true;
            }
            return take(text.after(at, 2, !isComment)).endsWell();
        }

        private boolean directive(Line line, Matcher mark) throws RstFault {
            String name = mark.group(1).toLowerCase(Locale.ROOT);
            Block block = text.after(at, mark.end(), false);
            RstText content = RstDirectives.content(line.number(), name, block.text(), names);
            at = block.end();
            if (name.equals("role")) {
                role(content);
            } else if (RstDirectives.hasText(name)) {
                nested(content, depth);
            } else if (RstDirectives.isUnread(name)) {
                names.unsure();
            }
            return block.endsWell() || text.isBlank(at);
        }

        private void role(RstText content) {
            Matcher role = Pattern.compile("[^\\s(]+")
                    .matcher(content.size() > 0 ? content.line(0).text() : "");
            if (role.lookingAt()) {
                names.role(role.group());
            }
        }

        private boolean substitution(Line line, int start) throws RstFault {
            Block block = take(text.after(at, start, false));
            Matcher embedded = RstMarks.EMBEDDED.matcher(block.text().line(0).text());
            if (!embedded.lookingAt() || embedded.group(2) == null) {
                names.unsure();
                return block.endsWell();
            }
            if (RstDirectives.find(embedded.group(2)).isEmpty()) {
                throw new RstFault(line.number(), "there is no directive '" + embedded.group(2) + "'");
            }
            names.substitution(embedded.group(1));
            if (embedded.group(2).equalsIgnoreCase("replace")) {
                List<Line> lines = new ArrayList<>(block.text().lines());
                lines.set(0, lines.get(0).from(embedded.end()));
                inline.read(new RstText(lines));
            }
            return block.endsWell();
        }

        /** A line of one punctuation mark: over a title, or between paragraphs. */
        private void rule(Line line) throws RstFault {
            String mark = line.text().strip();
            boolean isShort = mark.length() < SHORT;
            if (depth > 0) {
                if (mark.equals("::") || isShort) {
                    text(line);
                    return;
                }
                throw new RstFault(line.number(), "a title or a transition cannot stand here");
            } else if (text.isBlank(at + 1)) {
                if (isShort) {
                    text(line);
                } else {
                    transition(line);
                }
            } else {
                title(line, isShort);
            }
        }

        private void title(Line over, boolean isShort) throws RstFault {
            Line title = text.line(at + 1);
            Optional<Line> under = at + 2 < text.size() ? Optional.of(text.line(at + 2)) : Optional.empty();
            Optional<String> problem = Optional.empty();
            if (RstMarks.LINE.matcher(title.text()).matches()) {
                problem = Optional.of("this is neither a title nor a transition");
            } else if (under.isEmpty()
                    || !RstMarks.LINE.matcher(under.get().text()).matches()) {
                problem = Optional.of("the title has a line over it and none under it");
            } else if (!under.get().text().equals(over.text())) {
                problem = Optional.of("the lines over and under the title are not the same");
            } else if (RstSections.atLeast(title.text()) > over.text().length()) {
                problem = Optional.of("the line over the title is shorter than the title");
            }
            if (problem.isPresent() && isShort) {
                text(over);
            } else if (problem.isPresent()) {
                throw new RstFault(over.number(), problem.get());
            } else {
                section(title, over.text().substring(0, 1) + over.text().charAt(0));
                at += 3;
            }
        }

        private void section(Line title, String style) throws RstFault {
            sections.open(title, style);
            String plain = title.text().strip();
            inline.read(title.number(), plain);
            shown = true;
            transition = Optional.empty();
            // A name that is there already makes a message, which stands between the title and a transition.
            boolean simple = plain.matches("[^\\\\*`|_<>]*");
            begun = !simple || names.isTarget(plain);
            if (simple) {
                names.target(plain);
            } else {
                names.unsure();
            }
        }

        /** What begins as text: a title, a term with its definition, or a paragraph. */
        private void text(Line line) throws RstFault {
            content();
            if (text.isBlank(at + 1)) {
                paragraph(at + 1);
            } else if (text.line(at + 1).isIndented()) {
                definitions();
            } else if (isUnderlined(line)) {
                Line under = text.line(at + 1);
                if (depth > 0) {
                    throw new RstFault(line.number(), "a title cannot stand here");
                } else if (RstSections.atLeast(line.text()) > under.text().length()) {
                    throw new RstFault(under.number(), "the line under the title is shorter than the title");
                }
                section(line, under.text().substring(0, 1));
                at += 2;
            } else {
                int end = paragraphEnd();
                for (int i = at; i < end; i++) {
                    if (text.line(i).isIndented()) {
                        throw fault(i, "this line is indented, and no blank line stands before it");
                    }
                }
                paragraph(end);
            }
        }

        private boolean isUnderlined(Line line) {
            String under = text.line(at + 1).text();
            return RstMarks.LINE.matcher(under).matches()
                    && (under.length() >= SHORT || RstSections.atMost(line.text()) <= under.length());
        }

        private void definitions() throws RstFault {
            Block block;
            do {
                inline.read(text.line(at).number(), text.line(at).text());
                block = text.indented(at + 1);
                nested(block.text(), depth);
                at = block.end();
            } while (isTerm(at));
            require(block, "the definition");
        }

        /** Another term: a line that begins nothing else, with an indented one after it. */
        private boolean isTerm(int index) {
            if (index + 1 >= text.size()
                    || text.isBlank(index + 1)
                    || !text.line(index + 1).isIndented()) {
                return false;
            }
            String line = text.line(index).text();
            return !RstMarks.BULLET.matcher(line).lookingAt()
                    && RstEnumerator.of(line, Optional.empty()).isEmpty()
                    && !RstMarks.FIELD.matcher(line).lookingAt()
                    && !isOption(index)
                    && !RstMarks.DOCTEST.matcher(line).lookingAt()
                    && !RstMarks.LINE_BLOCK.matcher(line).lookingAt()
                    && !RstMarks.GRID_TABLE.matcher(line).matches()
                    && !RstMarks.SIMPLE_TABLE.matcher(line).matches()
                    && !isExplicit(index)
                    && !RstMarks.LINE.matcher(line).matches();
        }

        private int paragraphEnd() {
            int end = at;
            while (!text.isBlank(end)) {
                end++;
            }
            return end;
        }

        private void paragraph(int end) throws RstFault {
            List<Line> lines = new ArrayList<>(text.part(at, end).lines());
            Line last = lines.get(lines.size() - 1);
            boolean literal = LITERAL_NEXT
                    .matcher(String.join("\n", lines.stream().map(Line::text).toList()))
                    .matches();
            if (literal) {
                String before = last.text().substring(0, last.text().length() - 2);
                boolean alone = before.isEmpty() || before.endsWith(" ");
                lines.set(lines.size() - 1, new Line(last.number(), alone ? before.stripTrailing() : before + ":"));
            }
            inline.read(new RstText(lines));
            at = end;
            if (literal) {
                literal();
            }
        }

        private void literal() throws RstFault {
            Block block = text.indented(at);
            if (!block.text().isAllBlank()) {
                at = block.end();
                require(block, "the literal block");
                return;
            }
            at = block.end();
            String first = at < text.size() ? text.line(at).text() : "";
            if (!first.matches("[!-/:-@\\[-`{-~].*")) {
                throw fault(at, "after '::' no literal block follows");
            }
            int end = paragraphEnd();
            for (int i = at; i < end; i++) {
                if (text.line(i).text().charAt(0) != first.charAt(0)) {
                    throw fault(i, "the lines of the literal block do not begin alike");
                }
            }
            at = end;
        }
    }
}
