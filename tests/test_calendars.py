from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from persian_news_ie.find import calendars

DAYS = st.dates(date(1925, 1, 1), date(2070, 12, 31))


@pytest.mark.parametrize(
    "year, month, day, expected",
    [
        (1402, 12, 26, date(2024, 3, 16)),
        (1403, 1, 1, date(2024, 3, 20)),  # a leap year in the Gregorian calendar
        (1399, 12, 30, date(2021, 3, 20)),  # a leap year in the Jalali calendar
        (1357, 11, 22, date(1979, 2, 11)),
        (1285, 5, 14, date(1906, 8, 6)),
    ],
)
def test_jalali(year: int, month: int, day: int, expected: date) -> None:
    assert calendars.jalali(year, month, day) == expected


@pytest.mark.parametrize(
    "year, month, day, expected",
    [
        (1445, 9, 1, date(2024, 3, 11)),
        (1446, 12, 10, date(2025, 6, 6)),
        (61, 1, 10, date(680, 10, 10)),  # long before the table begins
    ],
)
def test_lunar_is_right_within_its_uncertainty(
    year: int, month: int, day: int, expected: date
) -> None:
    slack = calendars.LUNAR_UNCERTAINTY * (1 if year in calendars.UMM_AL_QURA else 3)
    assert abs(calendars.lunar(year, month, day) - expected) <= slack


def test_a_thirtieth_day_that_the_table_denies_is_the_day_after_the_twenty_ninth() -> None:
    for month in range(1, 13):
        before = calendars.lunar(1445, month, 29)
        assert calendars.lunar(1445, month, 30) == before + timedelta(days=1)


@pytest.mark.parametrize(
    "calendar, year, month, day",
    [
        ("jalali", 1402, 12, 30),
        ("jalali", 1402, 7, 31),
        ("jalali", 1402, 0, 1),
        ("jalali", 99999, 1, 1),
        ("lunar", 1445, 13, 1),
        ("lunar", 1445, 1, 31),
        ("lunar", 0, 1, 1),
        ("gregorian", 2023, 2, 29),
        ("gregorian", 2023, 4, 31),
    ],
)
def test_impossible_days_are_named(
    calendar: calendars.Calendar, year: int, month: int, day: int
) -> None:
    with pytest.raises(ValueError, match=f"{year:04}-{month:02}-{day:02} is not a day of the"):
        calendars.to_day(calendar, year, month, day)


@pytest.mark.parametrize(
    "calendar, name, number",
    [
        ("jalali", "فروردین", 1),
        ("jalali", "ارديبهشت", 2),  # Arabic yeh
        ("jalali", "شهریورماه", 6),
        ("jalali", "مهر ماه", 7),
        ("jalali", "آذر\u200cماه", 9),
        ("jalali", "ابان", 8),
        ("jalali", "حمل", 1),
        ("jalali", "دلو", 11),
        ("jalali", "مارس", None),
        ("jalali", "ماه", None),
        ("lunar", "رمضان المبارک", 9),
        ("lunar", "ماه مبارک رمضان", 9),
        ("lunar", "ربیع‌الاول", 3),
        ("lunar", "ربيع الثاني", 4),
        ("lunar", "جمادی الآخر", 6),
        ("lunar", "ذی‌الحجه", 12),
        ("lunar", "ذيقعده", 11),
        ("lunar", "بهمن", None),
        ("gregorian", "ژانویه", 1),
        ("gregorian", "ژانويه", 1),
        ("gregorian", "کانون دوم", 1),
        ("gregorian", "كانون‌الثاني", 1),
        ("gregorian", "آذار", 3),
        ("gregorian", "ژوئن", 6),
        ("gregorian", "ژوئیه", 7),
        ("gregorian", "جولای", 7),
        ("gregorian", "اوت", 8),
        ("gregorian", "تشرین اول", 10),
        ("gregorian", "September", 9),
        ("gregorian", "Sept.", 9),
        ("gregorian", "آذر", None),
        ("gregorian", "", None),
    ],
)
def test_month_names(calendar: calendars.Calendar, name: str, number: int | None) -> None:
    assert calendars.month(calendar, name) == number


@pytest.mark.parametrize(
    "name, number",
    [
        ("دوشنبه", 0),
        ("سه‌شنبه", 1),
        ("سه شنبه", 1),
        ("چهار\u200cشنبه", 2),
        ("پنجشنبه", 3),
        ("پنج‌شنبه", 3),
        ("پنج شنبه", 3),
        ("جمعه", 4),
        ("شنبه", 5),
        ("يكشنبه", 6),
        ("Friday", 4),
        ("شنبه‌ها", None),
        ("امروز", None),
    ],
)
def test_weekdays(name: str, number: int | None) -> None:
    assert calendars.weekday(name) == number


@pytest.mark.parametrize(
    "name, number",
    [
        ("یکم", 1),
        ("سوم", 3),
        ("بیست و ششم", 26),
        ("سی‌ام", 30),
        ("سی و یکم", 31),
        ("سی و دوم", None),
    ],
)
def test_ordinals(name: str, number: int | None) -> None:
    assert calendars.ordinal(name) == number


@pytest.mark.parametrize(
    "year, reference, expected",
    [
        (87, 1402, 1387),
        (4, 1402, 1404),
        (12, 1402, 1412),
        (13, 1402, 1313),
        (57, 1398, 1357),
        (0, 1402, 1400),
        (99, 2024, 1999),
        (1387, 1402, 1387),
    ],
)
def test_two_digit_years(year: int, reference: int, expected: int) -> None:
    assert calendars.full_year(year, reference) == expected


@pytest.mark.parametrize(
    "calendar, year, first, last",
    [
        ("jalali", 1402, date(2023, 3, 21), date(2024, 3, 19)),
        ("jalali", 1403, date(2024, 3, 20), date(2025, 3, 20)),
        ("gregorian", 2024, date(2024, 1, 1), date(2024, 12, 31)),
        ("lunar", 1445, date(2023, 7, 19), date(2024, 7, 6)),
    ],
)
def test_year_span(calendar: calendars.Calendar, year: int, first: date, last: date) -> None:
    assert calendars.year_span(calendar, year) == (first, last)


@pytest.mark.parametrize(
    "calendar, year, month, first, last",
    [
        ("jalali", 1402, 12, date(2024, 2, 20), date(2024, 3, 19)),
        ("jalali", 1402, 1, date(2023, 3, 21), date(2023, 4, 20)),
        ("gregorian", 2024, 2, date(2024, 2, 1), date(2024, 2, 29)),
        ("lunar", 1445, 9, date(2024, 3, 11), date(2024, 4, 9)),
    ],
)
def test_month_span(
    calendar: calendars.Calendar, year: int, month: int, first: date, last: date
) -> None:
    assert calendars.month_span(calendar, year, month) == (first, last)


def test_the_end_of_a_calendar_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="beyond the calendar"):
        calendars.year_span("gregorian", 9999)


@pytest.mark.parametrize(
    "naive, offset",
    [
        (datetime(2024, 3, 16, 20, 17), 3.5),
        (datetime(2019, 9, 4, 14, 6), 4.5),  # summer time
        (datetime(2022, 7, 1, 12, 0), 4.5),  # the last summer with it
        (datetime(2023, 7, 1, 12, 0), 3.5),
    ],
)
def test_tehran_has_the_offset_of_its_day(naive: datetime, offset: float) -> None:
    aware = calendars.tehran(naive)
    assert aware.replace(tzinfo=None) == naive
    assert aware.utcoffset() == timedelta(hours=offset)


def test_an_aware_moment_stays_the_same_moment() -> None:
    moment = datetime(2024, 3, 16, 16, 47, tzinfo=UTC)
    assert calendars.tehran(moment) == moment
    assert calendars.tehran(moment).hour == 20


@given(DAYS)
def test_every_day_lies_in_its_jalali_month_and_year(day: date) -> None:
    year = day.year - 621 if day >= calendars.jalali(day.year - 621, 1, 1) else day.year - 622
    first, last = calendars.year_span("jalali", year)
    assert first <= day <= last
    months = [calendars.month_span("jalali", year, month) for month in range(1, 13)]
    assert sum(start <= day <= stop for start, stop in months) == 1


@given(st.integers(1343, 1499), st.integers(1, 12), st.integers(1, 29))
@example(1343, 9, 28)  # a month of 28 days in the table
def test_lunar_days_follow_each_other(year: int, month: int, day: int) -> None:
    one = calendars.lunar(year, month, day)
    assert calendars.lunar(year, month, day + 1) == one + timedelta(days=1)


def test_every_name_in_the_table_is_found_again() -> None:
    for calendar in calendars.DAY:
        for name, number in calendars.month_names(calendar).items():
            assert calendars.month(calendar, name) == number
    for name, number in calendars.weekday_names().items():
        assert calendars.weekday(name) == number
