"""An engine that does what its command line says: `python scripted_engine.py WORD...`.

It first notes its process id in the file that ENGINE_LOG names, then each command that it gets.
"""

import os
import sys
import time

from app.contract.commands import Expose, Quit, Start
from app.contract.events import Done, Notice, Snapshot
from app.contract.lines import MAX_LINE_BYTES, decode_command, encode


def note(text):
    with open(os.environ["ENGINE_LOG"], "a") as log:
        log.write(f"{text}\n")


def say(event):
    sys.stdout.buffer.write(encode(event))
    sys.stdout.buffer.flush()


def flood():
    for number in range(50_000):
        sys.stdout.buffer.write(encode(Notice(f"notice {number}")))
    sys.stdout.buffer.flush()


def answer(command, words):
    if isinstance(command, Start):
        say(Snapshot("1", (), (), (), ()))
    say(Done(command.id))
    if isinstance(command, Start) and "flood" in words:
        flood()
    if isinstance(command, Start) and "babble" in words:
        sys.stdout.buffer.write(b"Hello!\n")
        sys.stdout.buffer.flush()
    if isinstance(command, Start) and "endless" in words:
        sys.stdout.buffer.write(b"x" * (MAX_LINE_BYTES + 1))
        sys.stdout.buffer.flush()
    if isinstance(command, Expose):
        print("Oh no", file=sys.stderr, flush=True)
        os._exit(3)


def main(words):
    note(os.getpid())
    if "dead" in words:
        sys.exit(7)
    for line in sys.stdin.buffer:
        command = decode_command(line)
        note(command)
        answer(command, words)
        if isinstance(command, Quit) and "stubborn" not in words:
            break
    note("end")
    while "stubborn" in words:
        time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1:])
