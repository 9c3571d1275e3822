"""The user of a test: a home with a configuration of SSH, and answers to questions."""

import asyncio

from relay_client.ssh.values import Reply


class User:
    """Answers each question with the next of `answers`; without any, the answer is no.

    Attributes:
        home: the home folder.
        answers: texts, replies, or None for a no.
        asked: the questions so far.
    """

    def __init__(self, home):
        self.home = home
        self.answers = []
        self.asked = []

    @property
    def known_hosts(self):
        return self.home / ".ssh/known_hosts"

    async def answer(self, prompt):
        self.asked.append(prompt)
        await asyncio.sleep(0)
        answer = self.answers.pop(0) if self.answers else None
        return Reply(answer) if isinstance(answer, str) else answer

    def configure(self, name, sshd, *settings):
        lines = [f"Host {name}", "HostName 127.0.0.1", f"Port {sshd.port}", *settings]
        with open(self.home / ".ssh/config", "a") as file:
            file.write("\n  ".join(lines) + "\n")

    def trust(self, sshd, key=None):
        with open(self.known_hosts, "a") as file:
            file.write(f"[127.0.0.1]:{sshd.port} {key or sshd.public_key}\n")
