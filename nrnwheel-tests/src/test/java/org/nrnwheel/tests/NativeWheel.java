package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nrnwheel.plan.Interpreter;

/**
 * A small compiled wheel that a test makes: an extension that needs a library beside it, a compiled program, a data file and a console
 * script. What a test changes in the directory before the wheel is packed is in the wheel.
 */
final class NativeWheel {
    static final String NAME = "nrnwheel_native";

    private static final String INIT = """
            import os, subprocess, sys
            from nrnwheel_native import _ext
            here = os.path.dirname(os.path.abspath(__file__))
            with open(os.path.join(here, 'data.txt')) as file:
                data = file.read()
            def main():
                print(data, _ext.answer())
                sys.exit(subprocess.call([os.path.join(here, 'bin', 'tool')]))
            """;
    private static final String EXTENSION = """
            #include <Python.h>
            int dependency_answer(void);
            static PyObject *answer(PyObject *self, PyObject *none) { return PyLong_FromLong(dependency_answer()); }
            static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {NULL, NULL, 0, NULL}};
            static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_ext", "", -1, methods};
            PyMODINIT_FUNC PyInit__ext(void) { return PyModule_Create(&module); }
            """;
    /* Arguments: directory, wheel, paths whose hash in RECORD is to be wrong. */
    private static final String PACK = """
            import base64, hashlib, os, sys, zipfile
            root, out, wrong = sys.argv[1], sys.argv[2], sys.argv[3:]
            record, lines = 'nrnwheel_native-1.0.dist-info/RECORD', []
            with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
                def add(name, content, mode):
                    info = zipfile.ZipInfo(name)
                    info.external_attr = mode << 16
                    archive.writestr(info, content)
                for directory, names, files in os.walk(root):
                    for file in sorted(files):
                        path = os.path.join(directory, file)
                        name = os.path.relpath(path, root)
                        content = open(path, 'rb').read()
                        add(name, content, os.stat(path).st_mode)
                        digest = hashlib.sha256(content + (b'x' if name in wrong else b'')).digest()
                        encoded = base64.urlsafe_b64encode(digest).rstrip(b'=').decode()
                        lines.append('%s,sha256=%s,%d' % (name, encoded, len(content)))
                add(record, '\\n'.join(lines + [record + ',,', '']), 0o100644)
            """;

    private final Path directory;
    private final Interpreter python;
    private String tag;

    private NativeWheel(Path directory, Interpreter python) {
        this.directory = directory;
        this.python = python;
        this.tag = python.pythonTag() + "-" + python.abiTag() + "-" + python.platformTag();
    }

    static NativeWheel make(Path directory, Interpreter python) throws IOException, InterruptedException {
        NativeWheel wheel = new NativeWheel(directory, python);
        wheel.write("nrnwheel_native/__init__.py", INIT);
        wheel.write("nrnwheel_native/data.txt", "the answer is");
        wheel.entryPoint("nrnwheel_native:main");
        wheel.write(
                "nrnwheel_native-1.0.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: nrnwheel_native\nVersion: 1.0\n");
        wheel.library("int dependency_answer(void) { return 42; }");
        wheel.extension(EXTENSION, "$ORIGIN/../nrnwheel_native.libs");
        wheel.compile(
                "tool.c", "int main(void) { return 0; }", List.of("-o", wheel.created("nrnwheel_native/bin/tool")));
        return wheel;
    }

    Path at(String path) {
        return directory.resolve("wheel").resolve(path);
    }

    String extension() {
        return "nrnwheel_native/_ext." + "cpython-" + python.major() + python.minor() + "-"
                + python.architecture().token() + "-linux-gnu.so";
    }

    void write(String path, String content) throws IOException {
        Files.createDirectories(at(path).getParent());
        Files.writeString(at(path), content);
    }

    void entryPoint(String entry) throws IOException {
        write("nrnwheel_native-1.0.dist-info/entry_points.txt", "[console_scripts]\nnrnwheel-native = " + entry + "\n");
    }

    void library(String source) throws IOException, InterruptedException {
        compile(
                "dependency.c",
                source,
                List.of(
                        "-shared",
                        "-fPIC",
                        "-Wl,-soname,libnrnwheeldep.so.1",
                        "-o",
                        created("nrnwheel_native.libs/libnrnwheeldep.so.1")));
    }

    void extension(String searchPath) throws IOException, InterruptedException {
        extension(EXTENSION, searchPath);
    }

    /** Makes the extension use a symbol that is not older than glibc 2.34. */
    void extensionWithNewSymbol() throws IOException, InterruptedException {
        String source = "#include <pthread.h>\n"
                + EXTENSION
                        .replace(
                                "int dependency_answer",
                                "static void *run(void *x) { return x; }\nint dependency_answer")
                        .replace("return PyLong", "pthread_t t; pthread_create(&t, 0, run, 0); return PyLong");
        extension(source, "$ORIGIN/../nrnwheel_native.libs");
    }

    private void extension(String source, String searchPath) throws IOException, InterruptedException {
        String include = Processes.run(
                        directory,
                        Map.of(),
                        List.of(python.executable(), "-c", "import sysconfig; print(sysconfig.get_path('include'))"))
                .output()
                .strip();
        compile(
                "ext.c",
                source,
                List.of(
                        "-shared",
                        "-fPIC",
                        "-I" + include,
                        "-o",
                        created(extension()),
                        at("nrnwheel_native.libs/libnrnwheeldep.so.1").toString(),
                        "-Wl,-rpath," + searchPath));
    }

    void tag(String changed) {
        tag = changed;
    }

    Path pack(String... wrongInRecord) throws IOException, InterruptedException {
        write(
                "nrnwheel_native-1.0.dist-info/WHEEL",
                "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: false\nTag: " + tag + "\n");
        Path file = directory.resolve(NAME + "-1.0-" + tag + ".whl");
        List<String> argv =
                new ArrayList<>(List.of(python.executable(), "-c", PACK, at("").toString(), file.toString()));
        argv.addAll(List.of(wrongInRecord));
        run(argv);
        return file;
    }

    void loseExecuteBit(String path) throws IOException {
        Files.setPosixFilePermissions(at(path), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private String created(String path) throws IOException {
        Files.createDirectories(at(path).getParent());
        return at(path).toString();
    }

    private void compile(String name, String source, List<String> options) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve(name), source);
        List<String> argv = new ArrayList<>(List.of("gcc", file.toString()));
        argv.addAll(options);
        run(argv);
    }

    private void run(List<String> argv) throws IOException, InterruptedException {
        Processes.Result result = Processes.run(directory, Map.of(), argv);
        assertThat(result.exit()).as(argv + "\n" + result.output()).isZero();
    }
}
