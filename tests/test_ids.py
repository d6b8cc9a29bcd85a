"""IRIs are minted from keys alone, and never from the same hash twice."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ids import KINDS, Mint


@given(st.sampled_from(sorted(KINDS)), st.lists(st.text(), min_size=1).filter(any))
def test_iris_are_plain_ascii_whatever_the_key(kind: str, parts: list[str]) -> None:
    iri = Mint().iri(kind, *parts)
    assert re.fullmatch(r"https://w3id\.org/zhengmai/id/[a-z]+-[0-9a-z-]+", iri)


def test_widths_and_white_space_do_not_make_another_thing() -> None:
    assert Mint().iri("org", "331000", "台州市（市级）科技局") == Mint().iri("org", "331000", "台州市(市级) 科技局")


def test_parts_cannot_run_into_each_other() -> None:
    mint = Mint()
    assert len({mint.iri("org", "a", "bc"), mint.iri("org", "ab", "c"), mint.iri("org", "abc")}) == 3
    assert mint.iri("org", "a\x1fb") == mint.iri("org", "ab")


def test_another_base_changes_nothing_but_the_base() -> None:
    ours, theirs = Mint().iri("place", "330100"), Mint("https://data.example.cn/").iri("place", "330100")
    assert ours.rpartition("/")[2] == theirs.rpartition("/")[2]
    assert theirs.startswith("https://data.example.cn/place-")


def test_two_keys_with_one_hash_end_the_build() -> None:
    mint = Mint()
    iri = mint.iri("org", "330100", "杭州市科学技术局")
    mint._rests[iri.removeprefix(mint.base)] = "another key's rest"
    with pytest.raises(ValueError, match="two keys"):
        mint.iri("org", "330100", "杭州市科学技术局")


@pytest.mark.parametrize(("kind", "parts"), [("agency", ("a",)), ("org", ()), ("org", ("", ""))])
def test_unknown_kinds_and_empty_keys_are_refused(kind: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no key"):
        Mint().iri(kind, *parts)
