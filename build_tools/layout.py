"""A finished Word file in, the page of each bookmark out, as LibreOffice lays it out. The only user of LibreOffice in the pipeline."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from build_tools.findings import CouldNotRun, Finding
from build_tools.pdf import destinations

MINUTES = 10  # a file of 800 pages takes three
DESTINATIONS = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}


def office() -> str:
    """The path of LibreOffice's program. Raises CouldNotRun where there is none."""
    found = shutil.which("soffice")
    if not found:
        raise CouldNotRun(Finding(path="", code="pages", text="LibreOffice is not installed here, and pages are to be counted with it", action="install it, or leave out PAGES=yes"))
    return found


def pages(data: bytes, program: str) -> dict[str, int]:
    """By the name of a bookmark, its page, counted from 1. Raises CouldNotRun if LibreOffice makes no PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "edition.docx")
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore",
            "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(DESTINATIONS)}", "--outdir", folder, str(source),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=60 * MINUTES)
            return destinations.pages(source.with_suffix(".pdf"))
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            reason = " ".join(str(error).split())[:200].replace(folder, "")
            finding = Finding(path="", code="pages", text=f"LibreOffice has not laid out the Word file: {reason}", action="leave out PAGES=yes, or mend LibreOffice")
            raise CouldNotRun(finding) from None
