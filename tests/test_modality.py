"""Whether it happened: verb forms and modal words, through a book with one bare rule."""

from pathlib import Path

import pytest

import persian_news_ie as pni

BOOK = """
fact = "agreement"
kind = "contract"

[words]
deed = { verbs = ["امضا کردن", "امضا شدن"] }
noun = ["امضای"]
deeds = ["پیمان‌نامه"]

[[rule]]
name = "deed"
trigger = ["$deeds ~ $deed", "$noun $deeds"]
parties = ["^ WHO $and WHO", "@ _ WHO $and WHO", "WHO_SUBJECT"]
status = "signed"

  [[rule.example]]
  text = "پیمان‌نامه امضا شد."

  [[rule.counterexample]]
  text = "پیمان‌نامه خوانده شد."
"""


@pytest.fixture(scope="module")
def nlp(tmp_path_factory: pytest.TempPathFactory) -> pni.NLP:
    path: Path = tmp_path_factory.mktemp("rules") / "deeds.toml"
    path.write_text(BOOK, encoding="utf-8")
    return pni.load(names=None, rules=[path])


@pytest.mark.parametrize(
    "text, modality, status",
    [
        ("ایران و قطر پیمان‌نامه دریایی را امضا کردند.", "realized", "signed"),
        ("پیمان‌نامه دریایی ایران و قطر امضا شده است.", "realized", "signed"),
        ("پیمان‌نامه دریایی ایران و قطر امضا شده و به زودی اجرا می‌شود.", "realized", "signed"),
        ("ایران و قطر فردا پیمان‌نامه دریایی را امضا می‌کنند.", "planned", "planned"),
        ("ایران و قطر پیمان‌نامه دریایی را امضا خواهند کرد.", "planned", "planned"),
        ("قرار است ایران و قطر پیمان‌نامه دریایی را امضا کنند.", "planned", "planned"),
        ("ایران و قطر قصد دارند پیمان‌نامه دریایی را امضا کنند.", "planned", "planned"),
        ("ایران و قطر باید پیمان‌نامه دریایی را امضا کنند.", "hypothetical", "proposed"),
        ("ایران و قطر توانستند پیمان‌نامه دریایی را امضا کنند.", "realized", "signed"),
        ("ایران و قطر می‌توانند پیمان‌نامه دریایی را امضا کنند.", "hypothetical", "proposed"),
        ("ممکن است ایران و قطر پیمان‌نامه دریایی را امضا کنند.", "hypothetical", "proposed"),
        (
            "اگر ایران و قطر پیمان‌نامه دریایی را امضا کنند، راه باز می‌شود.",
            "hypothetical",
            "proposed",
        ),
        ("عمان خواست که ایران و قطر پیمان‌نامه دریایی را امضا کنند.", "hypothetical", "proposed"),
        ("ایران و قطر سال گذشته پیمان‌نامه دریایی را امضا کردند.", "background", "signed"),
        ("ایران و قطر پیمان‌نامه دریایی را امضا کرده بودند.", "background", "signed"),
        ("ایران و قطر هنوز پیمان‌نامه دریایی را امضا نکرده‌اند.", "denied", "negotiated"),
        ("امضای پیمان‌نامه دریایی ایران و قطر همه را شاد کرد.", "realized", "signed"),
        ("وزیر برای امضای پیمان‌نامه ایران و قطر به دوحه رفت.", "planned", "planned"),
        ("در صورت امضای پیمان‌نامه ایران و قطر، راه باز می‌شود.", "hypothetical", "proposed"),
        ("ضرورت امضای پیمان‌نامه ایران و قطر روشن است.", "hypothetical", "proposed"),
    ],
)
def test_modality(nlp: pni.NLP, text: str, modality: str, status: str) -> None:
    found = [a for a in nlp(text).agreements if a.by == "deeds.deed"]
    assert [(a.modality, a.status) for a in found] == [(modality, status)]


@pytest.mark.parametrize(
    "text",
    [
        "ایران و قطر پیمان‌نامه دریایی را امضا نکردند.",
        "قطر قصد ندارد با ایران پیمان‌نامه دریایی امضا کند.",
    ],
)
def test_what_is_denied_is_no_agreement(nlp: pni.NLP, text: str) -> None:
    assert not [a for a in nlp(text).agreements if a.by == "deeds.deed"]
