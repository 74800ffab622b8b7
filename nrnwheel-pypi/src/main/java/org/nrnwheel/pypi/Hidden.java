package org.nrnwheel.pypi;

import java.util.List;
import java.util.stream.Stream;
import org.nrnwheel.env.Masker;
import org.nrnwheel.env.Secret;

/** The secrets of a run, which come to be known one by one: a server may say again what it was sent. Safe for use by several threads. */
final class Hidden {
    private List<Secret> secrets = List.of();
    private Masker masker = Masker.ofEach(secrets);

    synchronized void add(List<Secret> more) {
        secrets = Stream.concat(secrets.stream(), more.stream()).distinct().toList();
        masker = Masker.ofEach(secrets);
    }

    synchronized String in(String text) {
        return masker.mask(text);
    }
}
