"""Files that are written for mysqltest, split into statements by mysqltest's own rules and by no reader of ours.

A command ends at the delimiter outside of quotes, a line that begins with `--` at its end. What mysqltest does itself
(`let`, `echo`, `if`, `while`, files, Perl) is left out, as is an `eval` with variables; both branches of an `if` are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMANDS = frozenset(
    "append_file break cat_file change_user character_set chmod connect connection copy_file copy_files_wildcard dec"
    " delimiter die diff_files dirty_close disable_abort_on_error disable_async_client disable_column_names"
    " disable_connect_log disable_cursor_protocol disable_info disable_metadata disable_non_blocking_api"
    " disable_parsing disable_prepare_warnings disable_ps2_protocol disable_ps_protocol disable_query_log"
    " disable_reconnect disable_result_log disable_service_connection disable_session_track_info"
    " disable_view_protocol disable_warnings disconnect echo enable_abort_on_error enable_async_client"
    " enable_column_names enable_connect_log enable_cursor_protocol enable_info enable_metadata"
    " enable_non_blocking_api enable_parsing enable_prepare_warnings enable_ps2_protocol enable_ps_protocol"
    " enable_query_log enable_reconnect enable_result_log enable_service_connection enable_session_track_info"
    " enable_view_protocol enable_warnings end error eval evalp evalp_file even_sorted_result exec execw exit"
    " file_exists horizontal_results if inc let list_files list_files_append_file list_files_write_file"
    " lowercase_result mkdir move_file optimizer_trace output perl ping ps_execute ps_prepare query"
    " query_get_value query_horizontal query_vertical real_sleep reap remove_file remove_files_wildcard"
    " replace_column replace_numeric_round replace_regex replace_result require reset_connection result rmdir"
    " rpl_parse save_master_pos send send_eval send_quit send_shutdown shutdown_server skip sleep sorted_result"
    " source start_timer end_timer sync_slave_with_master sync_with_master system vertical_results wait_for_slave_to_stop"
    " while write_file write_line".split()
)
"""Words that mysqltest keeps for itself when a command begins with them."""

SENDING = frozenset({"query", "query_horizontal", "query_vertical", "send"})
EVALUATING = frozenset({"eval", "evalp", "send_eval"})
WITH_DATA = frozenset({"append_file", "perl", "write_file"})
"""What follows is data, until a line that holds the last argument (`EOF` when there is none)."""

SWITCHES = {
    "enable_parsing": ("parses", True),
    "disable_parsing": ("parses", False),
    "enable_abort_on_error": ("aborts", True),
    "disable_abort_on_error": ("aborts", False),
}
"""What they set."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What mysqltest sends to the server at once."""

    text: str
    fails: bool
    """The file says that the server answers with an error, or may."""
    one: bool
    """It ended at a semicolon, so that it is one statement."""


class _Reader:
    """mysqltest's state while it reads one file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.delimiter = ";"
        self.error = False
        """The next statement is to fail."""
        self.aborts = True
        self.parses = True

    def read(self) -> Iterator[Sent]:
        """What the file has mysqltest send, in order."""
        while self.at < len(self.text):
            command, self.at = _command(self.text, self.at, self.delimiter)
            plain = command.removeprefix("--").strip()
            found = re.match(r"\w*", plain)
            name = found[0].lower() if found else ""
            comment = command[:1] in ("#", "-", "{", "}") and not (
                command.startswith("--") and name in COMMANDS
            )
            if (
                plain
                and not comment
                and (text := self._do(name, plain[len(name) :].strip(), plain))
            ):
                yield self._sent(text)

    def _do(self, name: str, rest: str, whole: str) -> str:
        """Follow one command; return what it sends."""
        if name in SWITCHES:
            attribute, value = SWITCHES[name]
            setattr(self, attribute, value)
        elif not self.parses:
            return ""
        elif name == "delimiter":
            self.delimiter = rest.split()[0] if rest else self.delimiter
        elif name == "error":
            self.error = rest not in ("0", "")
        elif name in WITH_DATA:
            self.at = _after_data(self.text, self.at, name, rest)
        elif name in EVALUATING and re.search(r"[$`\\]", rest):
            self.error = False
        else:
            return whole if name not in COMMANDS else rest if name in SENDING | EVALUATING else ""
        return ""

    def _sent(self, text: str) -> Sent:
        fails, self.error = self.error or not self.aborts, False
        # mysqltest knows backslashes inside of names in backquotes, the server does not.
        return Sent(text, fails, self.delimiter == ";" and "\\`" not in text)


def sent(text: str) -> Iterator[Sent]:
    """What a file has mysqltest send, in order."""
    return _Reader(text).read()


def _command(text: str, at: int, delimiter: str) -> tuple[str, int]:
    """The command that begins at or after `at`, and where the next one may begin."""
    while at < len(text) and text[at].isspace():
        at += 1
    start = at
    if text[at : at + 1] in ("#", "-"):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        return text[start:end].strip(), end + 1
    if text[at : at + 1] in ("{", "}"):
        return text[at], at + 1
    block = re.match(r"(?:if|while)\b", text[at : at + 6], re.IGNORECASE)
    quote = ""
    while at < len(text):
        char = text[at]
        if quote:
            at += 1 if char == "\\" and at + 1 < len(text) else 0
            quote = "" if char == quote else quote
        elif text.startswith(delimiter, at):
            return text[start:at].strip(), at + len(delimiter)
        elif block and char == "{":
            return text[start:at].strip(), at + 1
        elif char in "'\"`" and text[at - 1] != "\\":
            quote = char
        at += 1
    return "", at  # mysqltest refuses what has no end


def _after_data(text: str, at: int, name: str, rest: str) -> int:
    """Where the command after the data begins."""
    words = rest.split()
    end = words[-1] if len(words) > (name != "perl") else "EOF"
    found = re.compile(rf"^{re.escape(end)}[ \t]*;?[ \t]*$", re.MULTILINE).search(text, at)
    return found.end() if found else len(text)
