"""Proves what MPI world NEURON is in, and by which library; exits with 1 and says why when it is not the wanted one.

The variables NRNWHEEL_MPI_SIZE, _TITLE, _VERSION (a regular expression) and _LAUNCHER say what is wanted.
"""
import ctypes
import os
import re
import socket
import sys

from neuron import h

h.nrnmpi_init()
pc = h.ParallelContext()
size = int(os.environ['NRNWHEEL_MPI_SIZE'])
title, launcher = os.environ['NRNWHEEL_MPI_TITLE'], os.environ['NRNWHEEL_MPI_LAUNCHER']


class Info(ctypes.Structure):
    _fields_ = [('file', ctypes.c_char_p), ('base', ctypes.c_void_p), ('name', ctypes.c_char_p), ('at', ctypes.c_void_p)]


def say(text):
    # one write, so that lines of several ranks do not mix
    sys.stdout.flush()
    os.write(1, ('\nnrnwheel: %s\n' % text).encode())


def fail(text):
    say('failed: ' + text)
    os._exit(1)


def library():
    """File and version of the library in this process, or nothing when none is loaded."""
    try:
        function = ctypes.CDLL(None).MPI_Get_library_version
    except AttributeError:
        return None, ''
    text, length, info = ctypes.create_string_buffer(1 << 16), ctypes.c_int(), Info()
    function(text, ctypes.byref(length))
    ctypes.CDLL(None).dladdr(ctypes.cast(function, ctypes.c_void_p), ctypes.byref(info))
    return os.path.realpath(info.file.decode()), text.value.decode(errors='replace').splitlines()[0]


def loaded():
    """The MPI libraries in this process, where the system lists them."""
    if not os.path.exists('/proc/self/maps'):
        return []
    with open('/proc/self/maps', encoding='utf-8', errors='replace') as maps:
        return sorted(set(re.findall(r'/\S*/libmpi(?:ch)?\.so\S*', maps.read())))


path, version = library()
if not path:
    fail('%s: NEURON loaded no MPI library' % launcher)
answered = '%s (%s) answered' % (' '.join(version.split()), path)
if pc.nhost() == 1 and size > 1:
    fail('worlds of one: %s started %d processes, and each is rank 0 of 1; %s, %s was wanted'
         % (launcher, size, answered, title))
if int(pc.nhost()) != size:
    fail('the world has %d ranks, not %d; %s' % (pc.nhost(), size, answered))
if not re.search(os.environ['NRNWHEEL_MPI_VERSION'], version):
    fail('the wrong library: %s, %s was wanted' % (answered, title))
if len(loaded()) > 1:
    fail('several MPI libraries in one process: ' + ', '.join(loaded()))
everyone = pc.py_allgather((int(pc.id()), socket.gethostname(), os.getpid()))
if sorted(rank for rank, _, _ in everyone) != list(range(size)):
    fail('the ranks are %s, not 0 to %d' % (everyone, size - 1))
if len(set((host, process) for _, host, process in everyone)) != size:
    fail('ranks share a process: %s' % everyone)
say('rank %d of %d in one world; %s' % (pc.id(), size, answered))
pc.barrier()
h.quit()
