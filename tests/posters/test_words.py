"""How words are made to fit."""

from handlers.posters.sheet import divisible


def test_only_what_has_no_blank_for_long_may_be_divided_anywhere() -> None:
    assert divisible("Donaudampfschifffahrtskapitän  und\nmehr") == "Donaudampfschifffahrtskapitän und mehr"
    assert divisible("a" * 40).replace("\u200b", "") == "a" * 40
    assert max(map(len, divisible("a" * 40).split("\u200b"))) == 12
