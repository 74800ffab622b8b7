"""Prints what the gates of NEURON's suites ask for, each as a line fact:NAME:VALUE.

usage: survey.py QUESTIONS BIN SUITE SOURCE|- FILE...
  QUESTIONS  some of neuron, mpi, mpi=PROFILE and compilers, with commas
  BIN        the programs of the test environment
  SUITE      the directory of this file, where links to MPI libraries go
  SOURCE     the source tree; - when there is none
  FILE       files and directories of the tree to look for
"""
import json
import os
import re
import subprocess
import sys
from glob import glob
from importlib.util import find_spec
from shutil import which

MAX_VALUE = 1000
# Asks a library who it is, in a process of its own: two MPI libraries in one process disturb each other.
ASK = """
import ctypes, os, sys
class Info(ctypes.Structure):
    _fields_ = [('file', ctypes.c_char_p), ('base', ctypes.c_void_p), ('name', ctypes.c_char_p), ('at', ctypes.c_void_p)]
function = ctypes.CDLL(sys.argv[1]).MPI_Get_library_version
text, length, info = ctypes.create_string_buffer(1 << 16), ctypes.c_int(), Info()
function(text, ctypes.byref(length))
ctypes.CDLL(None).dladdr(ctypes.cast(function, ctypes.c_void_p), ctypes.byref(info))
print(os.path.realpath(info.file.decode()))
print(text.value.decode(errors='replace'))
"""


def fact(name, value):
    print('fact:%s:%s' % (name, ' '.join(str(value).split())[:MAX_VALUE]))
    sys.stdout.flush()


def run(argv, **more):
    """Returns whether a program succeeded, and all that it printed."""
    try:
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    except OSError as e:
        return False, '%s: %s' % (argv[0], e.strerror)
    return done.returncode == 0, done.stdout.decode(errors='replace')


def last(text):
    return ([''] + [line for line in text.splitlines() if line.strip()])[-1]


def neuron(programs):
    """The options that NEURON was configured with, as the test script asks for them; by the module where nrniv dies."""
    good, options = run([os.path.join(programs, 'nrniv'), '-nobanner', '-nogui', '-c', 'nrnversion(6)'])
    if not good:
        ask = 'from neuron import h; print(h.nrnversion(6))'
        good, options = run([sys.executable, '-c', ask])
    if not good:
        fact('nrnversion', last(options))
        return
    fact('coreneuron', 'ON' if 'NRN_ENABLE_CORENEURON=ON' in options else 'OFF')
    gpu = 'CORENRN_ENABLE_GPU=ON' in options
    fact('gpu', 'ON' if gpu else 'OFF')
    if gpu:
        fact('nvc', which('nvc') or '')
        if which('pgaccelinfo'):
            devices = re.findall('Device Name.*', run(['pgaccelinfo', '-nvidia'])[1])
            fact('device', devices[0] if devices else '')


def core_library():
    """The library by which CoreNEURON's own program speaks to MPICH."""
    spec = find_spec('neuron')
    if spec and spec.origin:
        for path in sorted(glob(os.path.join(os.path.dirname(spec.origin), '.data', 'lib', 'libcorenrnmpi_mpich*'))):
            fact('corenrnmpi', path)


def libraries(profile, launcher):
    """Where the libraries of a profile may be: paths, or names for the loader."""
    top = os.path.dirname(os.path.realpath(launcher))
    found = [name.replace('@launcher', top) for name in profile['libraries']]
    return [name for name in found if '/' not in name or os.path.exists(name)]


def answering(profile, launcher):
    """The first library of the profile, as path and version; or what the others said."""
    others = []
    for name in libraries(profile, launcher):
        good, said = run([sys.executable, '-c', ASK, name])
        if not good:
            others.append('%s: %s' % (name, last(said)))
            continue
        path, version = said.split('\n', 1)
        if re.search(profile['libraryVersion'], version):
            return path, version.splitlines()[0], others
        others.append('%s is %s' % (name, version.splitlines()[0]))
    return None, None, others


def mpi(profile, suite):
    """Looks for launcher and library; returns why there is none, or nothing."""
    problems = []
    for name in profile['launchers']:
        launcher = which(name)
        if not launcher:
            continue
        version = run([launcher, '--version'])[1].strip()
        if not re.search(profile['launcherVersion'], version):
            problems.append('%s is of another MPI (%s)' % (launcher, version.split('\n')[0].strip()))
            continue
        path, version, others = answering(profile, launcher)
        if not path:
            problems.append('%s is there, but no library of it (%s)' % (launcher, '; '.join(others)))
            continue
        directory = os.path.join(suite, 'mpi', profile['name'])
        if not os.path.isdir(directory):
            os.makedirs(directory)
        link = os.path.join(directory, 'libmpi.so')
        if os.path.islink(link):
            os.remove(link)
        os.symlink(path, link)
        key = 'mpi.%s.' % profile['name']
        fact(key + 'library', path)
        fact(key + 'version', version)
        fact(key + 'launcher', launcher if '/' in name else name)
        return None
    return '; '.join(problems) or 'no launcher: none of %s is on PATH' % ', '.join(profile['launchers'])


def by_modules(profile, suite, rest):
    """Looks again with the profile's modules loaded."""
    script = os.path.join(suite, 'with-modules.sh')
    again = [sys.executable, os.path.join(suite, 'survey.py'), 'mpi=' + profile['name']] + rest
    good, said = run(['bash', script] + profile['modules'] + ['--'] + again)
    if not good:
        return last(said)
    for line in said.splitlines():
        if line.startswith('fact:mpi.%s.missing:' % profile['name']):
            return line.split(':', 2)[2]
    print(said)
    fact('mpi.%s.modules' % profile['name'], ' '.join(profile['modules']))
    return None


def all_mpi(only, suite, rest):
    core_library()
    with open(os.path.join(suite, 'mpi-profiles.json'), encoding='utf-8') as file:
        profiles = json.load(file)['profiles']
    for profile in profiles:
        if only and profile['name'] != only:
            continue
        missing = mpi(profile, suite)
        if missing and profile['modules'] and not only:
            loaded = by_modules(profile, suite, rest)
            missing = loaded and '%s; %s' % (missing, loaded)
        if missing:
            fact('mpi.%s.missing' % profile['name'], missing)


def compilers():
    """The C++ compilers on PATH with the C compilers beside them, each file once."""
    seen = set()
    names = set()
    for directory in os.environ.get('PATH', '').split(os.pathsep):
        if os.path.isdir(directory):
            names.update(name for name in os.listdir(directory) if re.match(r'(g|clang)\+\+(-\d+)?$', name))
    for name in sorted(names, key=lambda one: ('-' not in one, one)):
        cxx = which(name)
        c = which(name.replace('clang++', 'clang').replace('g++', 'gcc'))
        if cxx and c and os.path.realpath(cxx) not in seen:
            seen.add(os.path.realpath(cxx))
            version = run([cxx, '--version'])[1].split('\n')[0]
            fact('compiler.' + os.path.basename(c), '%s %s %s' % (c, cxx, version))


def main(questions, programs, suite, source, files):
    fact('SKIP_EMBEDED_PYTHON_TEST', os.environ.get('SKIP_EMBEDED_PYTHON_TEST', ''))
    fact('LD_LIBRARY_PATH', os.environ.get('LD_LIBRARY_PATH', ''))
    for name in files:
        if source != '-' and os.path.exists(os.path.join(source, name)):
            fact('file.' + name, 'there')
    for question in questions.split(','):
        if question == 'neuron':
            neuron(programs)
        elif question.startswith('mpi'):
            all_mpi(question[4:], suite, [programs, suite, source])
        elif question == 'compilers':
            compilers()


main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:])
