# SPDX-License-Identifier: Apache-2.0
"""DOC and RTF, converted to DOCX by a LibreOffice that is installed, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actionplan._core import Place, Problem, document_formats, read_document
from actionplan.formats import process
from actionplan.formats.blocks import refuse
from actionplan.formats.xls import has_stream

if TYPE_CHECKING:
    from actionplan._core import Document, ReadLimits
    from actionplan.formats.blocks import Cancel

SECONDS = 180.0
PROGRAMS = ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# No macros, no content from elsewhere, and a proxy that leads nowhere.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def find_program() -> str | None:
    """The LibreOffice that is installed, or None."""
    found = next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    return found or (_MAC if Path(_MAC).is_file() else None)


def _without_network() -> list[str]:
    """A prefix that takes the network away from a process, where the system lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    prefix = [unshare, "--user", "--net", "--map-current-user"]
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else []


def to_docx(content: bytes, suffix: str, what: str, cancel: Cancel | None = None) -> bytes:
    """The file as a Word document.

    Raises:
        ParseError: there is no LibreOffice (`unsupported`), it takes too long (`limit`), or it
            makes nothing of the file (`malformed`).
    """
    program = find_program()
    if program is None:
        refuse(
            "unsupported",
            f"{what} is read by means of LibreOffice, which is not installed here; install it, or "
            "save the document as DOCX or ODT.",
        )
    with tempfile.TemporaryDirectory(prefix="actionplan-", ignore_cleanup_errors=True) as folder:
        profile, source = Path(folder, "profile"), Path(folder, "source" + suffix)
        Path(profile, "user").mkdir(parents=True)
        Path(profile, "user", "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source.write_bytes(content)
        process_ = subprocess.Popen(
            [
                *_without_network(),
                program,
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                f"-env:UserInstallation={profile.as_uri()}",
                "--convert-to",
                "docx:Office Open XML Text",
                "--outdir",
                folder,
                str(source),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, "HOME": folder},
            start_new_session=True,
        )
        done = process.finish(process_, SECONDS, cancel)
        made = Path(folder, "source.docx")
        if done is None:
            refuse("limit", f"LibreOffice takes more than {SECONDS:.0f} seconds to read it.")
        if not made.is_file():
            refuse(
                "malformed",
                f"LibreOffice makes nothing of {what[0].lower()}{what[1:]}: it is broken, or "
                "protected by a password, or LibreOffice has no Writer; save it anew, or install "
                "Writer.",
            )
        return made.read_bytes()


class _Converted:
    id = ""
    name = ""
    extensions: tuple[str, ...] = ()

    def read(
        self, name: str, content: bytes, limits: ReadLimits, cancel: Cancel | None = None
    ) -> Document:
        if "docx" not in document_formats():
            refuse(
                "unsupported",
                f"The {self.name} is read by way of DOCX, which this build does not read.",
            )
        made = to_docx(content, self.extensions[0], f"The {self.name}", cancel)
        further: dict[str, Any] = {"limits": limits, "cancel": cancel}
        document = read_document(made, name="converted.docx", **further)
        told = Problem(
            "converted",
            "info",
            Place(),
            f"The {self.name} was converted to DOCX by LibreOffice; places are those of the "
            "converted document.",
        )
        return document.replace(problems=[*document.problems, told])


class Doc(_Converted):
    """Word 97-2003 documents."""

    id = "doc"
    name = "Word 97-2003 document"
    extensions = (".doc", ".dot")

    def sniff(self, name: str, content: bytes) -> bool:
        return has_stream(content, "WordDocument")


class Rtf(_Converted):
    """Rich Text Format."""

    id = "rtf"
    name = "RTF document"
    extensions = (".rtf",)

    def sniff(self, name: str, content: bytes) -> bool:
        return content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")
