"""How long labeling one image takes a practiced person, by the keystroke-level model.

Card, Moran and Newell, "The Psychology of Human-Computer Interaction", 1983, chapter 8. Prints
Documentation/speed.md. The sequences are in Benchmarks/Sequences; those of Tessera are replayed in
the real program by the end-to-end tests.
"""

import json
import pathlib

SECONDS = {"M": 1.35, "K": 0.28, "P": 1.10, "B": 0.10, "H": 0.40}
SEQUENCES = pathlib.Path(__file__).resolve().parent.parent / "Sequences"
BOXES = (1, 5)


def operators(steps):
    """How often each operator occurs; `K l x3` is three."""
    counts = dict.fromkeys(SECONDS, 0)
    for step in steps:
        words = step.split()
        times = int(words[2][1:]) if len(words) == 3 else 1
        counts[words[0]] += times
    return counts


def seconds(counts):
    return sum(SECONDS[operator] * count for operator, count in counts.items())


def ways():
    """Program, way, and the operators for each number of boxes."""
    tessera = json.loads((SEQUENCES / "tessera.json").read_text())["sequences"]
    for way in dict.fromkeys(each["way"] for each in tessera):
        counts = {
            len(each["boxes"]): operators(each["steps"]) for each in tessera if each["way"] == way}
        yield "Tessera", way, counts
    for each in json.loads((SEQUENCES / "others.json").read_text())["tools"]:
        counts = {
            boxes: operators(each["each_box"] * boxes + each["each_image"]) for boxes in BOXES}
        yield each["tool"], each["way"], counts


def sources():
    tools = json.loads((SEQUENCES / "others.json").read_text())["tools"]
    return dict.fromkeys(f"{each['tool']}: {each['source']}" for each in tools)


def main():
    print("""# How fast is it?

What labeling one image takes a practiced person who makes no mistake, in seconds, by the
keystroke-level model (Card, Moran and Newell, *The Psychology of Human-Computer Interaction*, 1983,
chapter 8). `make klm` writes this page; the sequences are in `Benchmarks/Sequences`, and those of Tessera
are replayed in the real program by `Tests/EndToEnd/SpeedTests.swift`, box by box.
""")
    print("| program | way | one box | five boxes | of five: M | K | P | B |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for tool, way, counts in ways():
        one, five = (counts[boxes] for boxes in BOXES)
        rest = " | ".join(str(five[operator]) for operator in "MKPB")
        print(f"| {tool} | {way} | {seconds(one):.1f} | {seconds(five):.1f} | {rest} |")
    parts = ", ".join(f"{operator} {value:g} s" for operator, value in SECONDS.items())
    print(f"""
The operators: {parts}. K is a key (an average typist's;
a modifier is a key, each repetition of a held key counts as one), P pointing with the mouse, B pressing
or releasing its button, H a hand's way between keys and mouse, M thinking.

What is assumed, for all alike:

- One M for each box (where is it?) and one for each image (is that all?).
- The right hand is on the mouse and the left on the keys, so there is no H. Each program is used in its
  shortest documented way, with one class.
- Saving counts where it does not happen by itself: Ctrl+S in LabelImg and CVAT. Tessera has each stroke
  on disk at once. With their automatic saving turned on, take 0.6 s from each.
- By keys alone the way of the crosshair counts, on the very boxes of the sequences.
- P is the same 1.1 s for every target. How exact a box is, and what correcting it costs, is not in the
  model: a cell of a terminal covers more pixels than a browser's pointer, and a snap or a nudge is a key
  or some more.

Documented keys:
""")
    for source in sources():
        print(f"- {source}")


if __name__ == "__main__":
    main()
