package org.nrnwheel.testing;

import org.nrnwheel.plan.Text;

/** Imports a module and proves that it is the one that the wheel under test brought. */
final class Imports {
    /*
     * sys.argv: module, NAME-VERSION, where all is installed. A user's own site-packages or a neighbour on sys.path could stand in for the wheel,
     * so the file must lie in the test environment and in the RECORD of a distribution of the wheel's name and version.
     */
    private static final String PROGRAM = """
            import importlib, os, sys
            name, wanted, home = sys.argv[1], sys.argv[2], os.path.realpath(sys.argv[3])
            module = importlib.import_module(name)
            place = getattr(module, '__file__', None) or list(module.__path__)[0]
            print(name, 'is', place, getattr(module, '__version__', ''))
            place = os.path.realpath(place)
            if not place.startswith(home + os.sep):
                sys.exit('%s was imported from %s, outside the test environment %s' % (name, place, home))
            def infos(directory):
                return [entry for entry in os.listdir(directory) if entry.lower() == wanted.lower() + '.dist-info']
            site = os.path.dirname(place)
            while not infos(site) and site.startswith(home + os.sep):
                site = os.path.dirname(site)
            if not infos(site):
                sys.exit('%s is not of the wheel: no %s.dist-info beside it' % (name, wanted))
            with open(os.path.join(site, infos(site)[0], 'RECORD'), encoding='utf-8') as record:
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
                new Text(subject.distribution() + "-" + subject.version()),
                subject.environment());
    }
}
