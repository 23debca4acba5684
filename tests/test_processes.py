"""Jobs run in processes of their own; what they say arrives, and their end too, however it comes."""

import os

import pytest

from build_tools.findings import CouldNotRun, Finding
from build_tools.processes import side_by_side
from tests.conftest import problems


def tell(job, say):
    say(f"{job} begins")
    return os.getpid()


def refuse(job, say):
    raise CouldNotRun(Finding(path="a.md", line=2, code="x", text="cannot", action="mend"))


def die(job, say):
    os._exit(9)


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_each_job_has_a_process_of_its_own(start):
    told = list(side_by_side(tell, ["a", "b", "c"], start=start))
    assert sorted(message for _, message in told if isinstance(message, str)) == ["a begins", "b begins", "c begins"]
    processes = [message for _, message in told if isinstance(message, int)]
    assert len(set(processes)) == 3
    assert os.getpid() not in processes


def test_a_refusal_reaches_the_caller():
    assert problems(lambda: list(side_by_side(refuse, [1, 2]))) == ["a.md:2: x cannot (mend)"]


def test_a_process_that_dies_is_named():
    (said,) = problems(lambda: list(side_by_side(die, [1])))
    assert "exit code 9" in said
