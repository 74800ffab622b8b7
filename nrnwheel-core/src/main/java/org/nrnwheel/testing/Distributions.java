package org.nrnwheel.testing;

import java.util.List;
import org.nrnwheel.plan.Text;

/** Lists the distributions that an interpreter sees, by their metadata: every Python can say that, with pip or without. */
final class Distributions {
    private static final String PREFIX = "distribution:";
    private static final String PROGRAM = """
            import io, os, sys
            seen = set()
            for directory in sys.path:
                if not os.path.isdir(directory):
                    continue
                for entry in sorted(os.listdir(directory)):
                    metadata = os.path.join(directory, entry, 'METADATA')
                    if not entry.endswith('.dist-info') or not os.path.isfile(metadata):
                        continue
                    headers = {}
                    with io.open(metadata, encoding='utf-8', errors='replace') as lines:
                        for line in lines:
                            name, colon, value = line.partition(':')
                            if not line.strip():
                                break
                            headers.setdefault(name, value.strip())
                    name, version = headers.get('Name', ''), headers.get('Version', '')
                    if name.lower() not in seen:
                        seen.add(name.lower())
                        print('distribution:' + name + '==' + version)
            """;

    private Distributions() {}

    static Check.Run list(Site site) {
        return Check.Run.of(site.python(), new Text("-c"), new Text(PROGRAM));
    }

    static List<String> read(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()))
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }
}
