"""What was left out of a course is kept and told, however much it is."""

from tutor_app.course.report import MAX_KEPT, Omission, add_omissions, describe_omissions, read_report


def missing(page):
    return Omission(f"page {page}", "It is damaged.", page, 99_999)


def test_pages_are_counted_and_other_parts_named(tmp_path):
    add_omissions(tmp_path, [missing(7), Omission("a.png", "It is too large.")])
    add_omissions(tmp_path, [missing(9), missing(7)])
    told = describe_omissions(read_report(tmp_path))
    assert "2 of 99999 pages could not be read: 7, 9." in told
    assert "a.png (It is too large)" in told


def test_a_file_that_claims_pages_without_end_has_no_list_of_all(tmp_path):
    for start in range(0, 3 * MAX_KEPT, 500):
        add_omissions(tmp_path, [missing(page) for page in range(start, start + 500)])
    assert len(read_report(tmp_path)) == MAX_KEPT
    assert ", …" in describe_omissions(read_report(tmp_path))
