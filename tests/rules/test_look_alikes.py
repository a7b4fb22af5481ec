import pytest

from app.rules.look_alikes import find_look_alike


@pytest.mark.parametrize(
    ("handle", "other"), [("Вов", "Bob"), ("ΝΙΚ", "nik"), ("Ada1", "Adal"), ("B0b", "bob")]
)
def test_letters_that_look_alike_make_handles_that_do(handle: str, other: str):
    assert find_look_alike(handle, ["Someone", other]) == other
    assert find_look_alike(other, [handle]) == handle


@pytest.mark.parametrize("handle", ["Ada B", "Áda", "Bea", "Ада", "李雷"])
def test_handles_that_differ_to_the_eye_are_no_look_alikes(handle: str):
    assert find_look_alike(handle, ["Ada", "register"]) is None
