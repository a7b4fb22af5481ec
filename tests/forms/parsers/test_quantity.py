import re

import pytest

from app.forms.parsers import parse_quantity
from app.models.quantity import Per, Qualifier

READ = [
    ("more than £100m", "more than £100 million"),
    ("£100m+", "at least £100 million"),
    ("over 100 million pounds", "more than £100 million"),
    (">100m GBP", "more than £100 million"),
    ("£100m GBP", "£100 million"),
    ("100m gbp", "£100 million"),
    ("in excess of £1.5bn", "more than £1.5 billion"),
    ("100k troops", "100,000 troops"),
    ("500", "500 troops"),
    ("5,000-6,000", "5,000 to 6,000 troops"),
    ("5 – 6 ships", "5 to 6 ships"),
    ("5 to 6,000 ships", "5 to 6,000 ships"),
    ("500-1,000", "500 to 1,000 troops"),
    ("0-5,000", "0 to 5,000 troops"),
    ("5 to 6 thousand troops", "5,000 to 6,000 troops"),
    ("£5-6m", "£5 million to £6 million"),
    ("£5m-£6m", "£5 million to £6 million"),
    ("0 to £2 million", "£0 to £2,000,000"),
    ("5k to 6,000", "5,000 to 6,000 troops"),
    ("from 2 to 3 ships", "2 to 3 ships"),
    ("between 5 and 6 Ships", "5 to 6 ships"),
    ("about 20-30 countries", "about 20 to 30 countries"),
    ("10 000", "10,000 troops"),
    ("10\u202f000 troops", "10,000 troops"),
    ("10’000 troops", "10,000 troops"),
    ("1,234.567 EUR", "€1,234.567"),
    ("0.125 EUR", "€0.125"),
    ("1.5bn euros", "€1.5 billion"),
    ("€2bn a year", "€2 billion a year"),
    ("2bn EUR/yr", "€2 billion a year"),
    ("EUR2bn annually", "€2 billion a year"),
    ("€5m per month", "€5 million a month"),
    ("£5m, one-off", "£5 million, once"),
    ("6 a month", "6 troops a month"),
    ("6 months", "6 months"),
    ("5m€", "€5 million"),
    ("UAH 5 trillion", "UAH 5,000 billion"),
    ("US$5m", "US$5 million"),
    ("$5m NZD", "NZD 5 million"),
    ("5m US dollars", "US$5 million"),
    ("5m Canadian dollars", "CAD 5 million"),
    ("C$5m", "CAD 5 million"),
    ("5m Swedish kronor", "SEK 5 million"),
    ("5m yen", "JPY 5 million"),
    ("100 million of euros", "€100 million"),
    ("at least 3 ships", "at least 3 ships"),
    ("at least 3+ ships", "at least 3 ships"),
    ("3 or more ships", "at least 3 ships"),
    ("3 ships or more", "at least 3 ships"),
    ("up to 1,000", "up to 1,000 troops"),
    ("no more than 50", "up to 50 troops"),
    ("≤ 50", "up to 50 troops"),
    ("50 max", "up to 50 troops"),
    ("max 50", "up to 50 troops"),
    ("~20 countries", "about 20 countries"),
    ("c. 20", "about 20 troops"),
    ("c.20", "about 20 troops"),
    ("around 20", "about 20 troops"),
    ("some 500", "about 500 troops"),
    ("500 or so", "about 500 troops"),
    ("approx 500", "about 500 troops"),
    ("fewer than 10 aircraft", "less than 10 aircraft"),
    ("exactly 20", "20 troops"),
    ("a dozen aircraft", "12 aircraft"),
    ("half a dozen jets", "6 aircraft"),
    ("half a million", "500,000 troops"),
    ("two hundred thousand", "200,000 troops"),
    ("one ship", "1 ship"),
    ("a ship", "1 ship"),
    ("Two ships", "2 ships"),
    ("two to three ships", "2 to 3 ships"),
    ("twenty vessels", "20 ships"),
    ("twenty-five planes", "25 aircraft"),
    ("500 personnel", "500 troops"),
    ("500 soldiers", "500 troops"),
    ("eur 5m", "€5 million"),
    ("more than £100m.", "more than £100 million"),
    ("10 000.5 EUR", "€10,000.5"),
]

WORDS = [
    ("small number", "troops", "“small number” of troops"),
    ("a regiment", "troops", "“a regiment”"),
    ("a task force", None, "“a task force”"),
    ("a few hundred troops", "troops", "“a few hundred troops” of troops"),
    ("several ships", "troops", "“several ships” of ships"),
    ("some troops", "troops", "“some troops” of troops"),
    ("maybe a", "troops", "“maybe a”"),
    ("a b", "troops", "“a b”"),
    ("a battalion-sized force", "troops", "“a battalion-sized force”"),
    ("half a ship", "troops", "“half a ship”"),
    ("a lot", "EUR", "“a lot” in EUR"),
    ("billions of euros", None, "“billions of euros” in EUR"),
    ('"5 battalions"', "troops", "“5 battalions”"),
    ('"a lot" in EUR a year', None, "“a lot” in EUR a year"),
    ("“a lot” a year", "GBP", "“a lot” a year"),
    ("“a lot” of soldiers", None, "“a lot” of troops"),
    ("an unstated number", "ships", "an unstated number of ships"),
    ("an unstated amount in EUR a month", None, "an unstated amount in EUR a month"),
]

REFUSED = [
    ("", "No quantity was written. Write one like “about 500 troops”."),
    (" ? ", "No quantity was written. Write one like “about 500 troops”."),
    ("a" * 301, "This is too long for a quantity. Write at most 300 characters."),
    ("a" * 201, "The words are too long. Write at most 200 characters."),
    (f"{'1' * 21} ships", f"“{'1' * 21} ships” has too many digits. Write at most 20."),
    ("1" * 8, "No unit is named. Write one, as in 11111111 troops or GBP 11111111."),
    ("$5m", "Which dollar? Write USD 5m, CAD 5m or AUD 5m."),
    ("5m dollars", "Which dollar? Write USD 5m, CAD 5m or AUD 5m."),
    ("one dollar", "Which dollar? Write USD one, CAD one or AUD one."),
    ("$5m-$6m", "Which dollar? Write USD 5m to 6m, CAD 5m to 6m or AUD 5m to 6m."),
    ("5m kr", "Which crown? Write NOK 5m, SEK 5m or DKK 5m."),
    ("kr 5m", "Which crown? Write NOK 5m, SEK 5m or DKK 5m."),
    ("5m crowns", "Which crown? Write NOK 5m, SEK 5m, DKK 5m or CZK 5m."),
    ("¥5m", "Yen or yuan? Write JPY 5m or CNY 5m."),
    ("5m francs", "Which franc? Write CHF 5m, BIF 5m or CDF 5m."),
    ("1.000", "“1.000” can be read in two ways. Write 1,000 or 1."),
    ("1.234 ships", "“1.234” can be read in two ways. Write 1,234 or 1.2340."),
    ("1.500 million", "“1.500” can be read in two ways. Write 1,500 or 1.5000."),
    ("1,5 bn", "“1,5” can be read in two ways. Write 1.5 if the comma is a decimal point"),
    ("0,500", "“0,500” can be read in two ways. Write 0.500 if"),
    ("5, 6 ships", "“5, 6” is no number. Write one like 1,500 or 2.5."),
    ("10 00", "“10 00” is no number."),
    ("1 000.000", "“1 000.000” is no number."),
    ("100 million or so pounds maybe 200", "“100 million or so pounds maybe 200” is not under"),
    ("-5", "“-5” is not understood. Write figures like “about 500 troops” or “£5m to £6m”"),
    ("from 5 troops", "“from 5 troops” is not understood."),
    ("at least 5 or so", "“at least 5 or so” is not understood."),
    ("2 ships and 1 plane", "“2 ships and 1 plane” states two amounts."),
    ("½ a ship", "“½ a ship” is not understood."),
    ("5 tonnes", "No unit is called “tonnes”. Write one of troops, people trained, platoons"),
    ("5 XYZ", "No unit is called “XYZ”."),
    ("XYZ 5", "No unit is called “XYZ”."),
    ("20%", "No unit is called “%”."),
    ("“few” of men", "No unit is called “men”."),
    ("£5 troops", "“£” and “troops” are two units. Write one of them."),
    ("£5 to €6", "“£” and “€” are two units. Write one of them."),
    ("nearly 500", "“nearly” can be read in two ways. Write about 500 or less than 500."),
    ("just over £5m", "“just over” can be read in two ways. Write about £5m or more than £5m."),
    ("6 to 5 ships", "6 is more than 5. Write the smaller figure first."),
    ("£1 to £2 million", "“1 to 2 million” can be read in two ways. Write both figures in full"),
    ("500 to 1 thousand", "“500 to 1 thousand” can be read in two ways."),
    ("5k to 6", "“5k to 6” can be read in two ways."),
    ("5-6,000", "“5 to 6,000” can be read in two ways."),
    ("20–30 000", "“20 to 30 000” can be read in two ways."),
    ("up to 5 to 6", "“up to” takes one figure. Write it like “up to 1,000”."),
    ("range 5", "A range has two figures. Write them like 5,000 to 6,000."),
    ("less than 0", "Nothing is less than 0. Write a larger figure."),
]


@pytest.mark.parametrize(("text", "printed"), READ)
def test_a_quantity_is_read_as_people_type_it(text: str, printed: str):
    read = parse_quantity(text, unit="troops")

    assert (str(read), read.words) == (printed, None)


@pytest.mark.parametrize(("text", "unit", "printed"), WORDS)
def test_without_a_figure_the_words_are_kept(text: str, unit: str | None, printed: str):
    read = parse_quantity(text, unit=unit)

    assert str(read) == printed
    assert read.qualifier is Qualifier.UNSTATED


@pytest.mark.parametrize(("text", "says"), REFUSED)
def test_what_is_not_clear_is_refused_with_what_to_write(text: str, says: str):
    with pytest.raises(ValueError, match=re.escape(says)) as raised:
        parse_quantity(text, unit="troops")

    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5m", "No unit is named. Write one, as in 5m troops or GBP 5m."),
        ("a few", "No unit is named. Write one, as in “a few” of troops or “a few” in GBP."),
        ("an unstated number", "No unit is named. Write one, as in an unstated number of troops"),
    ],
)
def test_without_a_unit_one_is_asked_for(text: str, says: str):
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_quantity(text)


def test_how_often_is_as_typed_else_unstated():
    assert parse_quantity("£5m a year").per is Per.YEAR
    assert parse_quantity("£5m").per is Per.UNSTATED


def test_words_that_are_handed_in_win():
    assert parse_quantity("small number", unit="troops", words=" a few ").words == "a few"
    assert parse_quantity("20 ships", words="a score").words == "a score"
