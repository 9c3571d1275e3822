"""Bytes in bulk that nobody needs to keep: made as they are sent, hashed as they come.

As a program it is a web server for them: GET /SIZE gives them, PUT answers with the SHA-256 of what
came. `python -m tests.e2e.bulk generate SIZE` writes them to standard output.
"""

import hashlib
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_BLOCK_BYTES = 1 << 18


def blocks(size):
    """Yield `size` bytes in blocks, none like another; each must be used before the next."""
    block = bytearray(hashlib.shake_128(b"bulk").digest(_BLOCK_BYTES))
    view = memoryview(block)
    for start in range(0, size, _BLOCK_BYTES):
        # In many places, so that a piece of another block is noticed wherever it is.
        for place in range(0, _BLOCK_BYTES, 4096):
            block[place : place + 8] = (start + place).to_bytes(8, "big")
        yield view[: min(_BLOCK_BYTES, size - start)]


def sha256_of_blocks(size):
    """Return the hash of `blocks(size)`, in hexadecimal."""
    digest = hashlib.sha256()
    for block in blocks(size):
        digest.update(block)
    return digest.hexdigest()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        size = int(self.path[1:])
        self.send_response(200)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        for block in blocks(size):
            self.wfile.write(block)

    def do_PUT(self):
        digest = hashlib.sha256()
        for piece in self._body():
            digest.update(piece)
        answer = digest.hexdigest().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format, *arguments):
        pass

    def _body(self):
        """Yield the pieces of a chunked body."""
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()


def main():
    if sys.argv[1:2] == ["generate"]:
        for block in blocks(int(sys.argv[2])):
            sys.stdout.buffer.write(block)
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
