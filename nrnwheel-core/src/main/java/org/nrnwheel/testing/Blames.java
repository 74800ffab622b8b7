package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.NativeFile;

/**
 * Finds the file of a wheel that made a check fail: reads the messages of glibc's loader, of Python and of installers, and asks the
 * audit. Immutable.
 */
final class Blames {
    private static final Pattern NO_LIBRARY =
            Pattern.compile("(?:^|[ '\"])([^\\s:'\"]+\\.so[\\w.]*): cannot open shared object file");
    private static final Pattern UNDEFINED = Pattern.compile("(/[^:]+): undefined symbol: (\\S+)");
    private static final Pattern VERSION = Pattern.compile("version `([^']+)' not found \\(required by (/[^)]+)\\)");
    private static final Pattern DAMAGED = Pattern.compile(
            "(/[^:]+): (file too short|invalid ELF header|only ET_DYN and ET_EXEC can be loaded|ELF [^:]*|cannot read file data.*)");
    private static final Pattern DENIED =
            Pattern.compile("(?:Permission denied: '|^(?:\\S+: )?)(/[^:']+)'?(?:: Permission denied)?$");
    private static final Pattern NO_MODULE = Pattern.compile("No module named '?([\\w.]+)'?");
    private static final Pattern NO_NAME =
            Pattern.compile("cannot import name '(\\w+)' from (?:partially initialized module )?'([\\w.]+)'");
    private static final Pattern NO_FILE =
            Pattern.compile("(?:No such file or directory: '|No such file or directory[^/]*)(/[^'\\n]+?)'?$");
    private static final Pattern TRACE = Pattern.compile("^ *File \"(/[^\"]+)\", line (\\d+)");
    private static final Pattern UNSUPPORTED =
            Pattern.compile("is not a supported wheel|not compatible with the current|no wheels? with a matching");
    private static final Pattern ABI = Pattern.compile("\\.(cpython-\\w+)(?:-[\\w-]+)?\\.so$");

    private final AuditReport audit;
    private final List<String> files;

    Blames(AuditReport audit, List<String> files) {
        this.audit = audit;
        this.files = List.copyOf(files);
    }

    Optional<Blame> of(List<String> lines) {
        return library(lines)
                .or(() -> located(lines, UNDEFINED, 1, "it uses the symbol %s, which no library that it loads has", 2))
                .or(() -> located(lines, VERSION, 2, "it needs the version %s, which this system lacks", 1))
                .or(() -> located(lines, DAMAGED, 1, "the loader refuses it: %s", 2))
                .or(() -> denied(lines))
                .or(() -> name(lines))
                .or(() -> module(lines))
                .or(() -> missingFile(lines))
                .or(() -> unsupported(lines))
                .or(() -> raising(lines))
                .or(this::damaged);
    }

    private Optional<Blame> library(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = NO_LIBRARY.matcher(line);
            if (matcher.find()) {
                String name = matcher.group(1).substring(matcher.group(1).lastIndexOf('/') + 1);
                return needing(name).map(file -> new Blame(file.path(), "it needs " + name + where(name)));
            }
        }
        return Optional.empty();
    }

    private Optional<NativeFile> needing(String library) {
        return audit.files().stream()
                .filter(file -> file.needed().contains(library))
                .findFirst();
    }

    private String where(String library) {
        return files.stream()
                .filter(file -> file.endsWith("/" + library))
                .findFirst()
                .map(file -> ", which is in the wheel (" + file + ") but not where it searches")
                .orElse(", which is not in the wheel and not on this system");
    }

    private Optional<Blame> located(List<String> lines, Pattern pattern, int path, String why, int what) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                Optional<String> file = member(matcher.group(path));
                if (file.isPresent()) {
                    return Optional.of(new Blame(file.get(), String.format(why, matcher.group(what))));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Blame> denied(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("Permission denied"))
                .flatMap(line -> {
                    Matcher matcher = DENIED.matcher(line);
                    return matcher.find() ? member(matcher.group(1)).stream() : Stream.empty();
                })
                .findFirst()
                .map(file -> new Blame(file, finding("lost-execute-bit", file).orElse("it may not be run")));
    }

    private Optional<String> finding(String id, String file) {
        return audit.findings(id).stream()
                .filter(finding -> finding.file().equals(Optional.of(file)))
                .map(Finding::message)
                .findFirst();
    }

    private Optional<Blame> module(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = NO_MODULE.matcher(line);
            if (matcher.find()) {
                String module = matcher.group(1);
                return otherAbi(module)
                        .or(() -> audited(module, "missing-script-module"))
                        .or(() -> audited(module, "undeclared-import"))
                        .or(() -> trace(lines)
                                .map(at -> new Blame(
                                        at.file(),
                                        "it imports " + module + " (line " + at.line()
                                                + "), which neither the wheel nor its dependencies bring")));
            }
        }
        return Optional.empty();
    }

    /** An extension that its package asks for by name. */
    private Optional<Blame> name(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = NO_NAME.matcher(line);
            if (matcher.find()) {
                return otherAbi(matcher.group(2) + "." + matcher.group(1));
            }
        }
        return Optional.empty();
    }

    /** A process that the kernel ended, since a file is shorter than it says, prints nothing. */
    private Optional<Blame> damaged() {
        return audit.findings("damaged-elf").stream()
                .flatMap(finding -> finding.file().map(file -> new Blame(file, finding.message())).stream())
                .findFirst();
    }

    /** An extension of that name, but for another Python. */
    private Optional<Blame> otherAbi(String module) {
        String path = module.replace('.', '/') + ".";
        String last = module.substring(module.lastIndexOf('.') + 1) + ".";
        return files.stream()
                .filter(file -> ABI.matcher(file).find())
                .filter(file -> stripped(file).startsWith(path)
                        || file.substring(file.lastIndexOf('/') + 1).startsWith(last))
                .findFirst()
                .map(file -> {
                    Matcher abi = ABI.matcher(file);
                    String found = abi.find() ? abi.group(1) : "";
                    return new Blame(file, "it is an extension for another Python (" + found + ")");
                });
    }

    private Optional<Blame> audited(String module, String id) {
        String top = module.replaceFirst("\\..*", "");
        return audit.findings(id).stream()
                .filter(finding -> finding.message().matches(".*\\b" + Pattern.quote(top) + "\\b.*"))
                .flatMap(finding -> finding.file().map(file -> new Blame(file, finding.message())).stream())
                .findFirst();
    }

    private Optional<Blame> missingFile(List<String> lines) {
        for (String line : lines) {
            Matcher matcher = NO_FILE.matcher(line);
            if (matcher.find()) {
                Optional<String> path = below(matcher.group(1));
                if (path.isPresent()) {
                    String by = trace(lines)
                            .map(at -> ", and " + at.file() + " opens it")
                            .orElse("");
                    return path.map(file -> new Blame(file, "it is not in the wheel" + by));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Blame> unsupported(List<String> lines) {
        return lines.stream().anyMatch(line -> UNSUPPORTED.matcher(line).find())
                ? files.stream()
                        .filter(file -> file.matches("[^/]+\\.dist-info/WHEEL"))
                        .findFirst()
                        .map(file -> new Blame(file, "its tags are not those of this Python and system"))
                : Optional.empty();
    }

    private Optional<Blame> raising(List<String> lines) {
        return trace(lines).map(at -> new Blame(at.file(), "the error comes from its line " + at.line()));
    }

    private record At(String file, String line) {}

    /** The innermost place of a traceback that lies in a file of the wheel, or the script that the installer made. */
    private Optional<At> trace(List<String> lines) {
        List<At> found = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = TRACE.matcher(line);
            if (matcher.find()) {
                member(matcher.group(1))
                        .or(() -> script(matcher.group(1)))
                        .ifPresent(file -> found.add(new At(file, matcher.group(2))));
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    private Optional<String> script(String path) {
        return path.matches(".*/bin/[^/]+")
                ? files.stream()
                        .filter(file -> file.matches("[^/]+\\.dist-info/entry_points\\.txt"))
                        .findFirst()
                : Optional.empty();
    }

    /** The file of the wheel that was installed at a path: the one that most of the path's end agrees with. */
    private Optional<String> member(String path) {
        return files.stream()
                .filter(file -> path.endsWith("/" + stripped(file)))
                .max(Comparator.comparingInt(file -> stripped(file).length()));
    }

    /** Where in the wheel a file would be that is missing at a path: below a directory of the wheel. */
    private Optional<String> below(String path) {
        String directory = path;
        while (directory.lastIndexOf('/') > 0) {
            directory = directory.substring(0, directory.lastIndexOf('/'));
            String end = directory;
            Optional<String> top = files.stream()
                    .map(Blames::stripped)
                    .filter(file -> file.contains("/") && end.endsWith("/" + file.substring(0, file.lastIndexOf('/'))))
                    .map(file -> file.substring(0, file.lastIndexOf('/')))
                    .max(Comparator.comparingInt(String::length));
            if (top.isPresent()) {
                return Optional.of(top.get() + path.substring(directory.length()));
            }
        }
        return Optional.empty();
    }

    /** Where installers put a file, below the directory of packages. */
    private static String stripped(String file) {
        return file.replaceFirst("^[^/]+\\.data/(?:purelib|platlib|scripts|data)/", "");
    }
}
