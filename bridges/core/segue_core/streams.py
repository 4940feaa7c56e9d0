"""Byte streams to the runner that are not sockets, with the few methods of a socket that a connection needs."""
import os
import sys
import time


class Descriptors:
    """Two file descriptors, such as standard input and output."""

    def __init__(self, reads, writes):
        self._reads = reads
        self._writes = writes

    def fileno(self):
        return self._reads

    def recv(self, size):
        return os.read(self._reads, size)

    def sendall(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self._writes, view) :]

    def shutdown(self, _how):
        """Nothing: closing says it all."""

    def close(self):
        for descriptor in {self._reads, self._writes}:
            try:
                os.close(descriptor)
            except OSError:
                pass


def standard_streams():
    """Standard input and output for the wire alone: whatever else the application prints goes to standard error."""
    reads, writes = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return Descriptors(reads, writes)


class NamedPipe(Descriptors):
    """A Windows named pipe. A read that waits would hold up every write, so it looks before it reads."""

    def __init__(self, path):
        descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        super().__init__(descriptor, descriptor)

    def recv(self, size):
        import _winapi  # only on Windows
        import msvcrt

        handle = msvcrt.get_osfhandle(self._reads)
        while not _winapi.PeekNamedPipe(handle, 0)[0]:
            time.sleep(0.005)
        return super().recv(size)
