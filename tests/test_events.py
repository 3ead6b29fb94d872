"""Events: kinds, participants with roles, place, date and modality; what is no event; merging."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import persian_news_ie as pni
from persian_news_ie.facts import Event, Participant

TODAY = "2024-05-12"  # a Sunday


def line(event: Event) -> str:
    """An event in one line: kind, modality, who in which role, office, place, day."""
    people = [f"{p.role} {p.text}" for p in event.participants]
    office = [f"as {event.position.text}"] if event.position else []
    place = [f"in {event.place.text}"] if event.place else []
    day = [f"on {event.date.value}"] if event.date and event.date.value else []
    return " | ".join([f"{event.kind} {event.modality}", *people, *office, *place, *day])


def told(doc: pni.Document) -> list[str]:
    return [line(e) for e in doc.events if e.kind != "statement"]


@pytest.mark.parametrize(
    "text, events",
    [
        # visits
        (
            "وزیر نیرو فردا به بندرعباس سفر می‌کند.",
            ["visit planned | agent وزیر نیرو | in بندرعباس | on 2024-05-13"],
        ),
        (
            "سفر رسمی نخست‌وزیر گرجستان به تهران لغو شد.",
            ["visit denied | agent نخست‌وزیر گرجستان | in تهران"],
        ),
        (
            "سخنگوی دولت از لغو سفر وزیر خارجه به بغداد خبر داد.",
            ["visit denied | agent وزیر خارجه | in بغداد"],
        ),
        ("کنسول ایران گفت که روزانه بیش از ۴۰۰ کامیون وارد ترکیه می‌شود.", []),
        (
            "کنسول ایران گفت که فردا وارد ترکیه می‌شود.",
            ["visit planned | agent کنسول ایران | in ترکیه | on 2024-05-13"],
        ),
        ("سفارت از شهروندان خواست از سفر غیرضروری به ترکیه بپرهیزند.", []),
        (
            "رضا احمدی سخن گفت.\nسفارت ایران از شهروندان خواست از سفر غیرضروری به ترکیه بپرهیزند.",
            [],  # a body is the subject of this sentence, so nobody of the one before is
        ),
        (
            "در سفر بعدی هیئت ترک به تهران قرارداد امضا خواهد شد.",
            ["visit planned | agent هیئت ترک | in تهران"],
        ),
        # whose words are told is no part of the event
        (
            "وزیر نیرو در دیدار با استاندار قم با بیان اینکه فردا در تهران باران است، گفت: بله.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        # what people talk of does not date the talk, unless it took place then
        (
            "وزیر نیرو در دیدار با استاندار قم درباره جشن روز جمعه سخن گفت.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        (
            "دیدار وزیر نیرو با استاندار قم درباره آب روز جمعه برگزار شد.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم | on 2024-05-10"],
        ),
        # a relative clause of an unnamed noun is about nobody named before
        ("وزیر نیرو گفت: راننده‌ای که به تهران سفر کرده بود، گم شد.", []),
        (
            "وزیر نیرو در حالی که به تهران سفر می‌کرد، آواز خواند.",
            ["visit realized | agent وزیر نیرو | in تهران"],
        ),
        # where a guest is welcomed, and who sees whom off
        (
            "وزیر نیرو با استقبال استاندار قم وارد قم شد.",
            [
                "reception realized | agent وزیر نیرو | host استاندار قم | in قم",
                "visit realized | agent وزیر نیرو | in قم",
            ],
        ),
        (
            "استاندار قم پس از آیین بدرقه وزیر نیرو گفت: راه باز است.",
            ["farewell realized | agent وزیر نیرو | host استاندار قم"],
        ),
        (
            "وزیر نیرو با بدرقه استاندار قم راهی تهران شد.",
            [
                "farewell realized | agent وزیر نیرو | host استاندار قم",
                "visit realized | agent وزیر نیرو | in تهران",
            ],
        ),
        # in this meeting, on this trip
        (
            "وزیر نیرو دیروز به سنندج سفر کرد. در این سفر با استاندار قم دیدار کرد.",
            [
                "visit realized | agent وزیر نیرو | in سنندج | on 2024-05-11",
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | in سنندج",
            ],
        ),
        (
            "وزیر نیرو دیروز با استاندار قم دیدار کرد. در این دیدار از سمت خود استعفا داد.",
            [
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | on 2024-05-11",
                "resignation realized | appointee وزیر نیرو | as وزیر نیرو | on 2024-05-11",
            ],
        ),
        (
            "وزیر نیرو دیروز با استاندار قم دیدار کرد. "
            "در این دیدار گفت: با استاندار یزد دیدار می‌کنم.",
            [  # what is said in it happens another day
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | on 2024-05-11",
                "meeting planned | counterpart استاندار یزد",
            ],
        ),
        (
            "وزیر نیرو با استاندار قم دیدار کرد. استاندار یزد نیز در این دیدار گفت: راه باز است.",
            [  # this is no other meeting, whoever speaks in it
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم"
                " | attendee استاندار یزد",
            ],
        ),
        (
            "وزیر نیرو در جلسه شورای آب گفت: راه باز است. وزیر نیرو با استاندار قم دیدار کرد.",
            [  # who is at two meetings is at two meetings
                "meeting realized | attendee وزیر نیرو",
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم",
            ],
        ),
        (
            "وزیر نیرو پس از این دیدار گفت: راه باز است.",
            [],  # he need not have been there
        ),
        (
            "وزیر نیرو برای گفت‌وگو با استاندار قم به تهران نمی‌رود.",
            [
                "meeting denied | agent وزیر نیرو | counterpart استاندار قم",
                "visit denied | agent وزیر نیرو | in تهران",
            ],
        ),
        # two tellings, one with a body for its place
        (
            "دیدار وزیر نیرو و استاندار قم در شرکت ملی نفت انجام شد. "
            "وزیر نیرو و استاندار قم در تهران دیدار کردند.",
            [
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | in شرکت ملی نفت",
            ],
        ),
        # places and days that stand elsewhere
        (
            "دیدار وزیر نیرو با استاندار قم که قرار است فردا در تهران برگزار شود، اهمیت دارد.",
            [
                "meeting planned | agent وزیر نیرو | counterpart استاندار قم | in تهران"
                " | on 2024-05-13"
            ],
        ),
        (
            "وزیر نیرو در ابتدای سفر به سنندج با استاندار دیدار کرد.",
            [
                "visit realized | agent وزیر نیرو | in سنندج",
                "meeting realized | agent وزیر نیرو | counterpart استاندار | in سنندج",
            ],
        ),
        (
            "وزیر نیرو به سنندج سفر کرد و با استاندار قم دیدار کرد.",
            [
                "visit realized | agent وزیر نیرو | in سنندج",
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | in سنندج",
            ],
        ),
        (
            "وزیر نیرو برای دیدار با استاندار قم به سنندج سفر کرد.",
            [
                "meeting planned | agent وزیر نیرو | counterpart استاندار قم | in سنندج",
                "visit realized | agent وزیر نیرو | in سنندج",
            ],
        ),
        (
            "وزیر نیرو پس از دیدار با استاندار قم به سنندج سفر کرد.",
            [
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم",
                "visit realized | agent وزیر نیرو | in سنندج",
            ],
        ),
        # who went somewhere meets people there, also in the next sentence
        (
            "وزیر نیرو به سنندج سفر کرد. وی با استاندار قم دیدار کرد.",
            [
                "visit realized | agent وزیر نیرو | in سنندج",
                "meeting realized | agent وی | counterpart استاندار قم | in سنندج",
            ],
        ),
        (
            "وزیر نیرو به سنندج سفر کرد. معاون وزیر راه با استاندار قم دیدار کرد.",
            [
                "visit realized | agent وزیر نیرو | in سنندج",
                "meeting realized | agent معاون وزیر راه | counterpart استاندار قم",
            ],
        ),
        # halls, fairs and countries without a name
        (
            "وزیر نیرو با استاندار قم در یک کشور ثالث دیدار کرد.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم | in یک کشور ثالث"],
        ),
        (
            "در این نمایشگاه دو قرارداد میان ایران و عمان امضا شد.",
            ["signing realized | agent ایران | counterpart عمان | in این نمایشگاه"],
        ),
        (
            "هم‌زمان با برگزاری اجلاس سران ناتو در آنکارا، باران بارید.",
            ["meeting realized | attendee سران ناتو | in آنکارا"],
        ),
        # the place of what people talk of, and a ceremony that is the event itself
        (
            "وزیر نیرو درباره جنگ در یمن با استاندار قم دیدار کرد.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        (
            "وزیر نیرو در مراسم بدرقه استاندار قم سخن گفت.",
            ["farewell realized | agent استاندار قم | host وزیر نیرو"],
        ),
        # how often is no date, nor is a word of a title
        (
            "وزیر نیرو برای سومین بار در سال جاری با استاندار قم دیدار کرد.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        (
            "نشست «زن امروز ایران» با حضور وزیر نیرو دیروز در قم برگزار شد.",
            ["meeting realized | attendee وزیر نیرو | in قم | on 2024-05-11"],
        ),
        (
            "از سفر وزیر نیرو به سنندج و ایلام خبر داد. این سفر سه‌شنبه آینده آغاز می‌شود.",
            [
                "visit planned | agent وزیر نیرو | in سنندج | on 2024-05-14",
                "visit planned | agent وزیر نیرو | in ایلام | on 2024-05-14",
            ],
        ),
        (
            "وزیر نیرو به سنندج سفر نکرد و با استاندار قم دیدار کرد.",
            [
                "visit denied | agent وزیر نیرو | in سنندج",
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم",
            ],
        ),
        (
            "وزیر نیرو با استاندار قم دیدار کرد. این نشست دیروز در تالار شهر برگزار شد.",
            [
                "meeting realized | agent وزیر نیرو | counterpart استاندار قم | in تالار شهر"
                " | on 2024-05-11",
            ],
        ),
        (
            "وزیر نیرو با استاندار قم دیدار کرد. این جشنواره دیروز در تالار شهر برگزار شد.",
            ["meeting realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        (
            "امضای قرارداد بازسازی مناطق سیل فروردین ۱۴۰۳ روز شنبه با حضور وزیر نیرو انجام شد.",
            ["signing realized | attendee وزیر نیرو | on 2024-05-11"],  # the flood was in spring
        ),
        (
            "وزیران نفت فردا برای تمدید پیمانی که تیرماه پایان می‌یابد، دیدار می‌کنند.",
            ["meeting planned | attendee وزیران نفت | on 2024-05-13"],  # not when the pact ends
        ),
        (
            "وزیر راه پس از دیدار با استاندار قم خواستار لغو عوارض شد.",  # the tolls, not the talk
            ["meeting realized | agent وزیر راه | counterpart استاندار قم"],
        ),
        (
            "استاندار فارس امروز از روند ساخت بیمارستان لار بازدید کرد.",
            [
                "visit realized | agent استاندار فارس | in روند ساخت بیمارستان لار | on 2024-05-12",
            ],
        ),
        (
            "معاون وزیر راه به زنجان و قزوین سفر کرد.",  # two places: two visits
            [
                "visit realized | agent معاون وزیر راه | in زنجان",
                "visit realized | agent معاون وزیر راه | in قزوین",
            ],
        ),
        ("گردشگران زیادی در نوروز به شیراز سفر می‌کنند.", []),
        ("هزینه سفر به مشهد دو برابر شد.", []),
        ("بیش از صد هزار نفر از نمایشگاه کتاب بازدید کردند.", []),
        ("سامانه بارشی تازه‌ای وارد کشور شد.", []),
        # meetings
        (
            "وزیر امور خارجه ایران دیروز با وزیر امور خارجه ترکیه در آنکارا دیدار کرد.",
            [
                "meeting realized | agent وزیر امور خارجه ایران"
                " | counterpart وزیر امور خارجه ترکیه | in آنکارا | on 2024-05-11"
            ],
        ),
        (  # our minister and one of another country, both called by the same title
            "وزیر دفاع با علی حسن وزیر دفاع سوریه دیدار کرد.",
            ["meeting realized | agent وزیر دفاع | counterpart علی حسن"],
        ),
        (
            "دیدار وزیر دفاع عمان و فرمانده ارتش پاکستان هفته آینده برگزار می‌شود.",
            [
                "meeting planned | agent وزیر دفاع عمان | counterpart فرمانده ارتش پاکستان"
                " | on 2024-05-18/2024-05-24"
            ],
        ),
        (
            "نشست معاونان وزارت کشور در تبریز برگزار شد.",
            ["meeting realized | attendee معاونان وزارت کشور | in تبریز"],
        ),
        ("تیم ملی فوتبال ایران پنجشنبه در دوحه با قطر دیدار می‌کند.", []),
        ("نشست علنی مجلس امروز برگزار شد.", []),
        ("استاندار قزوین در گفت‌وگو با خبرنگاران گفت: هوا سرد می‌شود.", []),
        ("دیدار با این سریال برای مردم خاطره شد.", []),
        (  # who signs is told with the paper
            "قرارداد انتقال گاز ایران و عراق هفته آینده به امضا می‌رسد.",
            ["signing planned | agent ایران | counterpart عراق | on 2024-05-18/2024-05-24"],
        ),
        (  # what is on the programme is the speaker's
            "وزیر نیرو گفت: دیدار با استاندار بصره در برنامه سفر است.",
            ["meeting planned | agent وزیر نیرو | counterpart استاندار بصره"],
        ),
        (
            "وزیر نیرو به بصره رفت. بازدید از بندر فاو از دیگر برنامه‌های سفر وی بود.",
            [
                "visit realized | agent وزیر نیرو | in بصره",
                "visit realized | agent وزیر نیرو | in بندر فاو",
            ],
        ),
        ("وزیر نیرو گفت: بازدید از مناطق محروم از اولویت‌های ما است.", []),
        # those who travel in masses are nobody, but somebody may travel to see them
        (
            "وزیر نیرو با بدرقه مردم قم به سنندج سفر کرد.",
            ["visit realized | agent وزیر نیرو | in سنندج"],
        ),
        ("جمعی از مردم قم به سنندج سفر کردند.", []),
        # whoever leaves a place travels; whoever leaves a meeting does not
        (
            "سفیر پرتغال دیروز تهران را ترک کرد.",
            ["visit realized | agent سفیر پرتغال | on 2024-05-11"],
        ),
        ("سفیر پرتغال دیروز نشست تهران را ترک کرد.", []),
        # visitors without a name
        (
            "کارآگاهان پلیس فردا راهی سنندج می‌شوند.",
            ["visit planned | agent کارآگاهان پلیس | in سنندج | on 2024-05-13"],
        ),
        ("کاروان کمک‌های مردمی فردا راهی سنندج می‌شود.", []),
        (
            "وزیر نیرو در بازدید میدانی از کارخانه پارس گفت: همه چیز خوب است.",
            ["visit realized | agent وزیر نیرو | in کارخانه پارس"],  # no «you know» in it
        ),
        (
            "وزیر نیرو فردا به قم و سپس سنندج می‌رود.",
            [
                "visit planned | agent وزیر نیرو | in قم | on 2024-05-13",
                "visit planned | agent وزیر نیرو | in سنندج | on 2024-05-13",
            ],
        ),
        # receptions, farewells, calls
        (
            "وزیر نیرو شخصاً با استاندار قم تماس گرفت.",
            ["call realized | agent وزیر نیرو | counterpart استاندار قم"],
        ),
        ("وزیر نیرو با مردم قم تماس گرفت.", []),
        (
            "ورود وزیر خارجه هند به محل نشست با استقبال وزیر نیرو",
            ["reception realized | agent وزیر خارجه هند | host وزیر نیرو"],
        ),
        ("این سازمان مورد استقبال وزیر نیرو قرار گرفت.", []),
        (
            "رئیس مجلس عراق در فرودگاه مهرآباد از سوی رئیس مجلس ایران مورد استقبال قرار گرفت.",
            [
                "reception realized | agent رئیس مجلس عراق | host رئیس مجلس ایران"
                " | in فرودگاه مهرآباد"
            ],
        ),
        ("این فیلم با استقبال تماشاگران روبه‌رو شد.", []),
        ("دولت از پیشنهاد سازمان ملل استقبال کرد.", []),
        ("مردم پیکر شهید را بدرقه کردند.", []),
        (
            "رئیس‌جمهور مصر در تماس تلفنی با امیر کویت خواستار آرامش شد.",
            ["call realized | agent رئیس‌جمهور مصر | counterpart امیر کویت"],
        ),
        ("شهروندان می‌توانند با شماره ۱۳۷ تماس بگیرند.", []),
        (
            "استاندار ایلام و دیالی عراق در مهران دیدار کردند.",  # two share one head
            ["meeting realized | agent استاندار ایلام | counterpart دیالی عراق | in مهران"],
        ),
        (
            "استاندار ایلام و مدیران دیالی در مهران دیدار کردند.",
            ["meeting realized | agent استاندار ایلام | counterpart مدیران دیالی | in مهران"],
        ),
        # offices
        (
            "وزیر کشور طی حکمی رضا محمدی را به عنوان استاندار زنجان منصوب کرد.",
            [
                "appointment realized | appointee رضا محمدی | appointer وزیر کشور"
                " | as استاندار زنجان"
            ],
        ),
        (
            "اعضای شورا دیروز علی کریمی را به عنوان رئیس شورای شهر رشت انتخاب کردند.",
            [
                "election realized | appointee علی کریمی | appointer اعضای شورا"
                " | as رئیس شورای شهر رشت | on 2024-05-11"
            ],
        ),
        (
            "مدیرعامل شرکت آب و فاضلاب بوشهر استعفا داد.",
            [
                "resignation realized | appointee مدیرعامل شرکت آب و فاضلاب بوشهر"
                " | as مدیرعامل شرکت آب و فاضلاب بوشهر"
            ],
        ),
        (  # the office is the one that is lost, as it was named before
            "علی کریمی، رئیس فدراسیون قایقرانی، بیمار است. وی استعفا داد.",
            ["resignation realized | appointee علی کریمی | as رئیس فدراسیون قایقرانی"],
        ),
        (  # who reads a decree is not named in it
            "نظر به تعهد جنابعالی، به موجب این حکم به عنوان مدیرکل ورزش قم منصوب می‌شوید.",
            ["appointment realized | appointee جنابعالی | as مدیرکل ورزش قم"],
        ),
        (
            "با رأی اعضای شورا، مریم رضایی رئیس شورای شهر بناب شد.",
            [
                "election realized | appointee مریم رضایی | appointer اعضای شورا"
                " | as رئیس شورای شهر بناب"
            ],
        ),
        (
            "رئیس جدید اتاق اصناف سمنان انتخاب شد.",
            [
                "election realized | appointee رئیس جدید اتاق اصناف سمنان"
                " | as رئیس جدید اتاق اصناف سمنان"
            ],
        ),
        ("مشاور طرح توسعه فرودگاه انتخاب شد.", []),
        (  # the same resignation, told again without its subject
            "نخست‌وزیر گرجستان استعفا داد. به نوشته رسانه‌ها سرانجام دیشب از سمت خود کناره‌گیری کرد.",
            [
                "resignation realized | appointee نخست‌وزیر گرجستان | as نخست‌وزیر گرجستان"
                " | on 2024-05-11"
            ],
        ),
        (  # nobody is named, but the office is
            "همان روز به عنوان دهیار سنگان منصوب شد.",
            ["appointment realized | as دهیار سنگان"],
        ),
        ("شاید کسی هدایت تیم والیبال سایپا را بر عهده بگیرد.", []),
        ("سرپرست تیم والیبال از جلوی دوربین کنار رفت.", []),
        ("مهاجم تیم ملی به دلیل مصدومیت از تیم کنار گذاشته شد.", []),
        (  # who orders an appointment does not hold the office of who is named next
            "با حکم استاندار فارس، علی کریمی به عنوان فرماندار لار منصوب شد.",
            [
                "appointment realized | appointee علی کریمی | appointer استاندار فارس"
                " | as فرماندار لار"
            ],
        ),
        (
            "وزیر نیرو شنبه به یزد سفر کرد.",
            ["visit realized | agent وزیر نیرو | in یزد | on 2024-05-11"],
        ),
        (  # the light verb is left to the one behind «and»
            "با حکم استاندار، علی کریمی به عنوان فرماندار بم منصوب و راهی این شهر شد.",
            [
                "appointment realized | appointee علی کریمی | appointer استاندار | as فرماندار بم",
                "visit realized | agent علی کریمی | in این شهر",
            ],
        ),
        (
            "باشگاه ملوان سرمربی خود را برکنار و رضا نوری را جانشین او کرد.",
            ["dismissal realized | appointee سرمربی خود | appointer باشگاه ملوان"],
        ),
        (
            "راهداران جاده چالوس را مسدود و خودروها را هدایت کردند.",
            ["closure realized | in جاده چالوس"],
        ),
        ("در این آیین از برگزیدگان معرفی و ترویج کتاب قدردانی شد.", []),
        ("این اثر به عنوان بهترین فیلم جشنواره انتخاب شد.", []),
        ("بافت تاریخی یزد به عنوان میراث جهانی معرفی شد.", []),
        # openings and closures
        (
            "مسیر تمامی پل‌های استان ترمیم، بازگشایی و آسفالت شد.",
            ["inauguration realized | in مسیر تمامی پل‌های استان ترمیم"],
        ),
        (
            "عمان از ترکیه خواست سفارت خود را بازگشایی و در این کشور سرمایه‌گذاری کند.",
            ["inauguration hypothetical | agent عمان | in سفارت خود"],
        ),
        (
            "مراسم افتتاح و بهره‌برداری از نیروگاه شهید رجایی فردا برگزار می‌شود.",
            ["inauguration planned | in نیروگاه شهید رجایی | on 2024-05-13"],
        ),
        # what is no place stands in no slot
        (
            "نسل تازه اینترنت همراه فردا راه‌اندازی می‌شود.",
            ["inauguration planned | on 2024-05-13"],
        ),
        ("استاندار یزد خواستار راه‌اندازی آن شد.", []),
        # an occasion with and without a place is one
        (
            "استاندار یزد دیروز در آیین گشایش جشنواره زیلو با حضور وزیر ارشاد سخن گفت.",
            ["inauguration realized | attendee استاندار یزد | attendee وزیر ارشاد | on 2024-05-11"],
        ),
        (
            "به دلیل گرمای هوا بانک‌های استان یزد فردا تعطیل هستند.",
            ["closure planned | in بانک‌های استان یزد | on 2024-05-13"],
        ),
        (
            "سه کافه متخلف دیروز پلمب و جریمه شد.",
            ["closure realized | in سه کافه متخلف | on 2024-05-11"],
        ),
        ("پرونده این بازیکن و باشگاه استقلال بسته شد.", []),
        # signings
        (
            "ایران، ترکیه و عمان تفاهم‌نامه دفاعی را دیروز امضا و مبادله کردند.",
            [
                "signing realized | agent ایران | counterpart ترکیه | counterpart عمان"
                " | on 2024-05-11"
            ],
        ),
        (
            "تفاهم‌نامه گردشگری میان دو کشور در سال ۱۳۷۹ منعقد شد.",
            ["signing realized | agent دو کشور | on 2000-03-20/2001-03-20"],
        ),
        (
            "باشگاه سپاهان از امضای قرارداد تازه خودداری کرد.",
            ["signing denied | agent باشگاه سپاهان"],
        ),
        (
            "کتابخانه مرکزی بروجرد امروز با حضور استاندار لرستان افتتاح شد.",
            [
                "inauguration realized | attendee استاندار لرستان"
                " | in کتابخانه مرکزی بروجرد | on 2024-05-12"
            ],
        ),
        (
            "جاده چالوس از فردا بسته می‌شود.",
            ["closure planned | in جاده چالوس | on 2024-05-13"],
        ),
        ("شرایط افتتاح حساب در بانک‌ها تغییر کرد.", []),
        ("دارایی‌های این شرکت مسدود شد.", []),
        ("شاخص بورس امروز در ارتفاع دو میلیون واحد بسته شد.", []),
    ],
)
def test_events(full: pni.NLP, text: str, events: list[str]) -> None:
    assert told(full(text, reference_date=TODAY)) == events


def test_each_person_of_an_elliptic_clause_is_appointed(full: pni.NLP) -> None:
    text = (
        "رئیس دانشگاه تهران در احکامی جداگانه مریم احمدی را به عنوان معاون پژوهشی و "
        "حسن رضایی را به عنوان مدیر روابط عمومی منصوب کرد."
    )
    events = full(text).events
    assert [(e.kind, e.participants[0].text) for e in events] == [
        ("appointment", "مریم احمدی"),
        ("appointment", "حسن رضایی"),
    ]


def test_a_dropped_subject_is_that_of_the_clause_before(full: pni.NLP) -> None:
    text = "علی لاریجانی امروز وارد دمشق شد و با بشار اسد دیدار کرد."
    visit, meeting = full(text, reference_date=TODAY).events
    assert line(visit) == "visit realized | agent علی لاریجانی | in دمشق | on 2024-05-12"
    assert [p.text for p in meeting.participants] == ["علی لاریجانی", "بشار اسد"]


def test_a_pronoun_is_called_by_name(full: pni.NLP) -> None:
    text = "محمد احمدی استاندار قم امروز سخن گفت. وی فردا به ساوه سفر می‌کند."
    (visit,) = full(text, reference_date=TODAY).events
    assert visit.participants == (
        Participant(
            text="محمد احمدی",
            start=0,
            stop=10,
            role="agent",
            entity=visit.participants[0].entity,
        ),
    )


def test_lead_and_body_tell_one_event(full: pni.NLP) -> None:
    text = (
        "دیدار استاندار گیلان با سفیر جمهوری آذربایجان\n\n"
        "استاندار گیلان با سفیر جمهوری آذربایجان دیدار کرد.\n\n"
        "در این دیدار بر گسترش حمل‌ونقل تأکید شد."
    )
    (meeting,) = full(text).events
    assert len(meeting.mentions) == 2
    assert [p.role for p in meeting.participants] == ["agent", "counterpart"]


def test_who_is_only_pointed_at_is_somebody_named(full: pni.NLP) -> None:
    text = (
        "امضای تفاهم‌نامه شرکت نفت پارس و دانشگاه یزد\n\n"
        "تفاهم‌نامه همکاری میان این دانشگاه و شرکت نفت پارس امضا شد."
    )
    assert told(full(text)) == [
        "signing realized | agent شرکت نفت پارس | counterpart دانشگاه یزد",
    ]


def test_other_partners_make_other_meetings(full: pni.NLP) -> None:
    text = (
        "وزیر خارجه عمان دیروز با وزیر خارجه قطر دیدار کرد.\n\n"
        "وزیر خارجه عمان امروز با نخست‌وزیر عراق دیدار کرد."
    )
    assert len(full(text, reference_date=TODAY).events) == 2


def spans(events: Iterable[Event]) -> Iterable[tuple[int, int, str]]:
    """All ranges of events with the words they claim."""
    for e in events:
        slots = [*e.participants, e.position, e.place, e.date]
        yield from ((s.start, s.stop, s.text) for s in slots if s)


VOCABULARY = (
    "وزیر خارجه ایران با همتای خود در تهران دیدار کرد . سفر به عراق افتتاح شد منصوب را "
    "به عنوان استاندار و ، « » که وی امروز استعفا داد نشست برگزار استقبال از امضا"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(st.lists(WORDS, max_size=40))
def test_slots_stand_in_the_text(nlp: pni.NLP, words: list[str]) -> None:
    text = " ".join(words)
    for start, stop, claimed in spans(nlp(text).events):
        assert text[start:stop] == claimed
