"""Which files of a folder are material, and in which order."""

import os
from itertools import pairwise

import pytest

from tutor_app.course.markdown_files import list_material


def make(folder, *names):
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"# {name}\n\nText.\n", encoding="utf-8")


def names(folder):
    return [path.relative_to(folder).as_posix() for path in list_material(folder).texts]


@pytest.mark.parametrize(
    ("given", "order"),
    [
        (["ch10.md", "ch2.md", "ch1.md"], ["ch1.md", "ch2.md", "ch10.md"]),
        (["b.md", "index.md", "a.md"], ["index.md", "a.md", "b.md"]),
        (["2/a.md", "10/a.md", "index.md"], ["index.md", "2/a.md", "10/a.md"]),
        (["第10章.md", "第9章.md"], ["第9章.md", "第10章.md"]),
        (["a.md", "README.md"], ["a.md"]),
        (["README.md"], ["README.md"]),
        (["a.md", "._a.md", ".hidden/b.md", "node_modules/c.md", "~$a.md", "a.md~"], ["a.md"]),
    ],
)
def test_chapters_come_by_number_and_strays_not_at_all(tmp_path, given, order):
    make(tmp_path, *given)
    assert names(tmp_path) == order


@pytest.mark.parametrize(
    ("file", "content"),
    [
        (
            "mkdocs.yml",
            "site_name: x\nnav:\n- Start: b.md\n- Part:\n  - a.md\nextra: !!python/name:os.system ''\n",
        ),
        ("_toc.yml", "format: jb-book\nroot: b\nchapters:\n- file: a\n"),
        ("SUMMARY.md", "# Summary\n\n- [B](b.md)\n  - [A](./a.md)\n"),
        ("myst.yml", "project:\n  toc:\n  - file: b.md\n  - file: a.md\n"),
    ],
)
def test_the_author_s_own_list_tells_the_order(tmp_path, file, content):
    make(tmp_path, "a.md", "b.md", "draft.md")
    (tmp_path / file).write_text(content, encoding="utf-8")
    assert names(tmp_path) == ["b.md", "a.md"]


@pytest.mark.parametrize(
    ("docs_dir", "order"), [("", ["b.md", "a.md"]), ("docs_dir: other\n", ["a.md", "b.md", "draft.md"])]
)
def test_the_list_of_a_site_orders_the_folder_that_it_is_made_of(tmp_path, docs_dir, order):
    docs = tmp_path / "docs"
    make(docs, "a.md", "b.md", "draft.md")
    (tmp_path / "mkdocs.yml").write_text(f"{docs_dir}nav:\n- b.md\n- Part:\n  - a.md\n", encoding="utf-8")
    assert names(docs) == order


@pytest.mark.parametrize(
    "content", ["nav: [", "nav: 7", "- &a [*a]", "[" * 5000, "nav:\n- ../../etc/passwd\n- gone.md\n"]
)
def test_a_broken_list_orders_nothing(tmp_path, content):
    make(tmp_path, "b.md", "a.md")
    (tmp_path / "mkdocs.yml").write_text(content, encoding="utf-8")
    assert names(tmp_path) == ["a.md", "b.md"]


@pytest.mark.parametrize("file", ["mkdocs.yml", "_toc.yml", "myst.yml"])
def test_a_list_whose_names_double_without_end_orders_nothing(tmp_path, file):
    make(tmp_path, "b.md", "a.md")
    letters = "abcdefghijklmnopqrstuvwxyz"
    doubled = "".join(f"{one}: &{one} [*{last}, *{last}]\n" for last, one in pairwise(letters))
    (tmp_path / file).write_text(f"a: &a [b.md, a.md]\n{doubled}nav: *z\n", encoding="utf-8")
    assert names(tmp_path) == ["a.md", "b.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_leads_outside_or_is_no_file_is_left_out_and_named(tmp_path):
    outside, course = tmp_path / "outside", tmp_path / "course"
    make(outside, "secret.md", "folder/more.md")
    make(course, "a.md")
    (course / "link.md").symlink_to(outside / "secret.md")
    (course / "linked").symlink_to(outside / "folder")
    (course / "gone.md").symlink_to(course / "nowhere.md")
    (course / "zero.png").symlink_to("/dev/zero")
    os.mkfifo(course / "pipe.md")
    found = list_material(course)
    assert names(course) == ["a.md"]
    assert {one.path.name: one.reason for one in found.left_out} == {
        "link.md": "leads outside",
        "zero.png": "leads outside",
        "gone.md": "no file",
        "pipe.md": "no file",
    }
