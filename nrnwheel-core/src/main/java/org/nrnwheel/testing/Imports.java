package org.nrnwheel.testing;

import org.nrnwheel.plan.Text;

/** Imports a module and proves that it is the one that the wheel under test brought. */
final class Imports {
    /*
     * sys.argv: module, NAME-VERSION. A user's own site-packages or a neighbour on sys.path could stand in for the wheel,
     * so the file must lie in the test environment and in the RECORD of a distribution of the wheel's name and version.
     */
    private static final String PROGRAM = """
            import importlib, os, sys
            name, wanted = sys.argv[1], sys.argv[2]
            module = importlib.import_module(name)
            place = getattr(module, '__file__', None) or list(module.__path__)[0]
            print(name, 'is', place, getattr(module, '__version__', ''))
            home, place = os.path.realpath(sys.prefix), os.path.realpath(place)
            if not place.startswith(home + os.sep):
                sys.exit('%s was imported from %s, outside the test environment %s' % (name, place, home))
            site = place
            while os.path.basename(site) not in ('site-packages', 'dist-packages') and os.path.dirname(site) != site:
                site = os.path.dirname(site)
            infos = [entry for entry in os.listdir(site) if entry.lower() == wanted.lower() + '.dist-info']
            if not infos:
                sys.exit('%s is not of the wheel: no %s.dist-info beside it' % (name, wanted))
            with open(os.path.join(site, infos[0], 'RECORD'), encoding='utf-8') as record:
                listed = [line.rsplit(',', 2)[0].strip('"') for line in record]
            inside = os.path.relpath(place, site).replace(os.sep, '/')
            if not any(path == inside or path.startswith(inside + '/') for path in listed):
                sys.exit('%s is not of the wheel: the RECORD of %s does not list %s' % (name, wanted, inside))
            """;

    private Imports() {}

    static Check.Run of(Subject subject, String module) {
        return Check.Run.of(
                subject.program("python"),
                new Text("-c"),
                new Text(PROGRAM),
                new Text(module),
                new Text(subject.distribution() + "-" + subject.version()));
    }
}
