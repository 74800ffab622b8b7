package org.nrnwheel.pypi.rst;

import java.util.Optional;
import org.nrnwheel.pypi.rst.Enumerator.Sequence;
import org.nrnwheel.pypi.rst.Text.Block;

/** A numbered list, whose items must follow each other. */
final class Numbers {
    private final Cursor cursor;

    Numbers(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads the list that begins here; says whether one does. */
    boolean read() throws Fault {
        Optional<Enumerator> first = next(Optional.empty());
        if (first.isPresent()) {
            items(first.get());
        }
        return first.isPresent();
    }

    private void items(Enumerator first) throws Fault {
        boolean automatic = first.sequence() == Sequence.AUTOMATIC;
        Sequence sequence = automatic ? Sequence.ARABIC : first.sequence();
        Optional<Enumerator> number = Optional.of(first);
        while (number.isPresent()) {
            Enumerator last = number.get();
            automatic |= last.sequence() == Sequence.AUTOMATIC;
            Block block = Lists.aligned(cursor, last.width());
            cursor.nested(block.text());
            cursor.take(block);
            boolean anyAutomatic = automatic;
            number = next(Optional.of(sequence)).filter(next -> next.follows(last, sequence, anyAutomatic));
            if (number.isEmpty()) {
                cursor.requireEnd(block, "the numbered list");
            }
        }
    }

    private Optional<Enumerator> next(Optional<Sequence> expected) {
        return cursor.isAtEnd()
                ? Optional.empty()
                : Enumerator.of(cursor.line().text(), expected)
                        .filter(found -> found.isFollowedWell(cursor.text(), cursor.at()));
    }
}
