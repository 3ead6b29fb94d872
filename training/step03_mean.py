"""Step 3, second part: the mean of teachers that started from the same encoder.

Two runs with other seeds end in one valley; the mean of their weights reads better than either
and costs what one costs. Train them with `step03_teacher --seed N --name teacher-N`.
"""

from .network import load_tagger, save_tagger
from .runtime import command, parser


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/tagger.safetensors."""
    options = parser(__doc__)
    options.add_argument("--of", nargs="+", required=True, help="folders under --work")
    options.add_argument("--name", default="teacher")
    args = options.parse_args(argv)
    taggers = [load_tagger(args.work / name) for name in args.of]
    states = [tagger.state_dict() for tagger in taggers]
    mean = {name: sum(s[name] / len(states) for s in states) for name in states[0]}
    taggers[0].load_state_dict(mean)
    save_tagger(taggers[0], args.work / args.name)


if __name__ == "__main__":
    command(main)
