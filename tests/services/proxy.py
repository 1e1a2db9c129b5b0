"""A TCP proxy between browser and server that can cut the line in the ways real lines are cut."""

import socket
import struct
import threading
from contextlib import suppress

CHUNK = 65_536
LINGER_NONE = struct.pack("ii", 1, 0)


class Proxy:
    """Forwards to `127.0.0.1:port` until told otherwise.

    `swallow` keeps the lines open and loses every byte, as a pulled cable does; `reset` ends
    them with RST; `delay` is in seconds for each piece; `go_on` heals all of that.
    """

    def __init__(self, port: int) -> None:
        self._target = ("127.0.0.1", port)
        self._through = threading.Event()
        self._through.set()
        self._refusing = False
        self._delay = 0.0
        self._lines: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def swallow(self) -> None:
        """From now on nothing gets through and nobody notices; bytes on the way are lost."""
        self._through.clear()

    def reset(self) -> None:
        """Ends every line with a reset, and every new one."""
        self._refusing = True
        self._drop()

    def delay(self, seconds: float) -> None:
        self._delay = seconds

    def go_on(self) -> None:
        """Heals everything. Lines that lost bytes can't be repaired and are ended."""
        if not self._through.is_set():
            self._drop()
        self._refusing = False
        self._delay = 0.0
        self._through.set()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # closing alone doesn't wake a waiting accept
        self._accepting.join()
        self._listener.close()
        self._drop()

    def _drop(self) -> None:
        lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NONE)
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self._lines.append(near)
                if self._refusing:
                    self._drop()
                elif self._through.is_set():
                    threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(self._target)
        except OSError:
            near.close()
            return
        self._lines.append(far)
        threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far)

    def _pump(self, here: socket.socket, there: socket.socket) -> None:
        pause = threading.Event()
        with suppress(OSError):
            while data := here.recv(CHUNK):
                if self._delay:
                    pause.wait(self._delay)
                if self._through.is_set():
                    there.sendall(data)
        if self._through.is_set():
            for line in (here, there):
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
