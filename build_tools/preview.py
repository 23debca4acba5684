"""A project in; its site in all languages on a local address, built again at every change, out. The only user of livereload."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from livereload import Server

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding


def serve(project: Project, port: int, say: Callable[[str], None]) -> None:
    """Build the sites and serve ``build/`` until interrupted. A change with findings leaves the last good pages in place."""

    def rebuild() -> None:
        # A process of its own: it sees changed templates and code too, and a broken chapter cannot stop the server.
        subprocess.run([sys.executable, "-m", "build_tools", "publish", "--root", project.root, "--to", "site"])

    rebuild()
    if not project.build.is_dir():
        raise CouldNotRun(Finding(path="", code="preview", text="there is nothing to show yet", action="mend what is named above"))
    server = Server()
    for watched in (project.source, project.locales, project.templates):
        server.watch(f"{watched}/", rebuild, delay=0.5)
    server.watch(str(project.root / "sop.toml"), rebuild)
    say(f"http://127.0.0.1:{port}/site/ (stop with Ctrl+C)")
    server.serve(root=str(project.build), host="127.0.0.1", port=port)
