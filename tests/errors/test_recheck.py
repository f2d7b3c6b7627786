"""Certificates that cannot be read; tests/verify/recheck holds what makes a file none."""

from __future__ import annotations

from collections.abc import Callable

MESSAGES = [
    (["recheck"], "Missing argument 'FILE'. See warmproof recheck --help."),
    (["recheck", "none.json"],
     "cannot read none.json: No such file or directory. Name a certificate."),
    (["recheck", "."], "cannot read .: Is a directory. Name a certificate."),
    (["recheck", ""], "cannot read .: Is a directory. Name a certificate."),
    (["recheck", "/dev/null"],
     "the certificate is refused: it is no JSON, or nested too deeply."
     " Certify the function again."),
]  # fmt: skip


def test_a_mistake_gives_this_sentence_exit_code_2_and_nothing_else(
    arguments: list[str], message: str, refused: Callable[[list[str], str], None]
) -> None:
    refused(arguments, message)
