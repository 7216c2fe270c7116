"""Scores what `tessera show` and chafa print, and measures what printing costs: see Benchmarks/show.

Quality: the output is painted, 8 x 16 pixels a cell, and compared with the picture resized to the same
raster by area in linear light: PSNR of sRGB values in dB, SSIM of luma. Cost: user and system seconds,
the least of some runs, and the peak of resident memory.
"""

import os
import re
import shutil
import subprocess
import sys

import numpy as np
from PIL import Image
from skimage import data
from skimage.metrics import structural_similarity

WIDTH, HEIGHT = 8, 16  # pixels a cell
ANSI = [(0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
        (255, 0, 255), (0, 255, 255), (255, 255, 255)]
LEVELS = [0, 95, 135, 175, 215, 255]
PALETTE = (ANSI + [(r, g, b) for r in LEVELS for g in LEVELS for b in LEVELS]
           + [(8 + 10 * step,) * 3 for step in range(24)])
QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
# One reader's table for both programs: a glyph that is in neither stops the run.
SYMBOLS = "block+sextant+space"


def blocks(pattern, rows):
    mask = np.zeros((HEIGHT, WIDTH))
    edges = [round(HEIGHT * row / rows) for row in range(rows + 1)]
    for part in range(rows * 2):
        if pattern >> part & 1:
            row, column = divmod(part, 2)
            mask[edges[row]:edges[row + 1], column * 4:column * 4 + 4] = 1
    return mask


def masks():
    table = {glyph: blocks(pattern, 2) for pattern, glyph in enumerate(QUADRANTS)}
    code = 0x1FB00
    for pattern in range(1, 63):
        if pattern not in (0x15, 0x2A):
            table[chr(code)] = blocks(pattern, 3)
            code += 1
    for eighths in range(1, 8):
        lower, left = np.zeros((HEIGHT, WIDTH)), np.zeros((HEIGHT, WIDTH))
        lower[HEIGHT - 2 * eighths:] = 1
        left[:, :eighths] = 1
        table[chr(0x2580 + eighths)], table[chr(0x2590 - eighths)] = lower, left
    table["▔"], table["▐"] = np.zeros((HEIGHT, WIDTH)), blocks(10, 2)
    table["▔"][:2] = 1
    table["▕"] = np.zeros((HEIGHT, WIDTH))
    table["▕"][:, 7:] = 1
    for shade, share in zip("░▒▓", (0.25, 0.5, 0.75)):
        table[shade] = np.full((HEIGHT, WIDTH), share)
    return table


MASKS = masks()
TOKEN = re.compile(r"\x1b\[([0-9;]*)m|\x1b\[\?[0-9]+[hl]|(\n)|([^\x1b])")


def painted(text, columns, rows):
    image = np.zeros((rows * HEIGHT, columns * WIDTH, 3))
    x = y = 0
    pen, paper, inverse = (255, 255, 255), (0, 0, 0), False
    for match in TOKEN.finditer(text):
        codes, newline, glyph = match.groups()
        if newline:
            x, y = 0, y + 1
        elif glyph:
            if x < columns and y < rows:
                ink, ground = (paper, pen) if inverse else (pen, paper)
                mask = MASKS[glyph][..., None]
                image[y * HEIGHT:(y + 1) * HEIGHT, x * WIDTH:(x + 1) * WIDTH] = (
                    mask * np.array(ink) + (1 - mask) * np.array(ground))
            x += 1
        elif codes is not None:
            numbers = [int(number or 0) for number in codes.split(";")]
            while numbers:
                code = numbers.pop(0)
                if code == 0:
                    pen, paper, inverse = (255, 255, 255), (0, 0, 0), False
                elif code in (7, 27):
                    inverse = code == 7
                elif code in (38, 48):
                    if numbers.pop(0) == 2:
                        color, numbers = tuple(numbers[:3]), numbers[3:]
                    else:
                        color = PALETTE[numbers.pop(0)]
                    pen, paper = (color, paper) if code == 38 else (pen, color)
                elif code == 39:
                    pen = (255, 255, 255)
                elif code == 49:
                    paper = (0, 0, 0)
    return image


def reference(path, columns, rows):
    light = np.asarray(Image.open(path).convert("RGB")) / 255
    light = np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)
    for side in (rows * HEIGHT, columns * WIDTH):
        count = light.shape[0]
        sums = np.concatenate([np.zeros((1,) + light.shape[1:]), np.cumsum(light, 0)])
        edges = np.linspace(0, count, side + 1)
        whole = np.minimum(edges.astype(int), count - 1)
        at = sums[whole] + (edges - whole)[:, None, None] * light[whole]
        light = (np.diff(at, axis=0) * (side / count)).transpose(1, 0, 2)
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def quality(command, wanted, columns, rows):
    output = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    shown = painted(output, columns, rows)
    luma = np.array([0.299, 0.587, 0.114])
    ssim = structural_similarity(
        shown @ luma, wanted @ luma, data_range=255, gaussian_weights=True, sigma=1.5,
        use_sample_covariance=False)
    return 10 * np.log10(255**2 / np.mean((shown - wanted) ** 2)), ssim


# A process starts with the peak of memory of the one that forked it, so a small one does.
LAUNCHER = """
import os, subprocess, sys
with open(os.devnull, "wb") as nothing:
    child = subprocess.Popen(sys.argv[1:], stdout=nothing, stderr=nothing)
    _, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
print(child.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def cost(command, runs):
    """Least CPU seconds, and the peak of memory in MiB."""
    least, peak = float("inf"), 0
    for _ in range(runs):
        output = subprocess.run([sys.executable, "-S", "-c", LAUNCHER, *command],
                                capture_output=True, check=True).stdout
        status, seconds, kibibytes = (float(field) for field in output.split())
        if status:
            sys.exit(f"bench-show: {command[0]} ended with {status:.0f}")
        least = min(least, seconds)
        peak = max(peak, kibibytes)
    return least, peak / 1024


def main(program, folder, lipstick):
    def path(name):
        return os.path.join(folder, name)

    Image.fromarray(data.astronaut()).save(path("astronaut.png"))
    coffee = Image.fromarray(data.coffee())
    coffee.save(path("coffee.png"))
    small = Image.open(lipstick).convert("RGB")
    small.resize((small.width * 4, small.height * 4), Image.LANCZOS).save(path("lipstick.png"))

    print("| picture, cells, colors | tessera PSNR, SSIM | chafa -w 9 PSNR, SSIM | difference |")
    print("|---|---|---|---|")
    for name in ("astronaut", "coffee", "lipstick"):
        for columns, rows in ((80, 24), (160, 60)):
            file, size = path(name + ".png"), f"{columns}x{rows}"
            wanted = reference(file, columns, rows)
            for colors, full in (("truecolor", "full"), ("256", "256")):
                ours = quality([program, "show", "--stretch", "--size", size, "--symbols", "best",
                                "--colors", colors, file], wanted, columns, rows)
                theirs = quality(["chafa", "-f", "symbols", "--stretch", "--size", size, "-w", "9",
                                  "--symbols", SYMBOLS, "-c", full, file], wanted, columns, rows)
                print(f"| {name}, {size}, {colors} | {ours[0]:.2f}, {ours[1]:.4f} "
                      f"| {theirs[0]:.2f}, {theirs[1]:.4f} "
                      f"| {ours[0] - theirs[0]:+.2f} dB, {ours[1] - theirs[1]:+.4f} |", flush=True)

    print("\n| file, sextants, 160x60 | tessera | chafa | timg (quadrants) | to chafa | to timg |")
    print("|---|---|---|---|---|---|")
    noise = np.random.default_rng(1)
    for megapixels, width, height in ((1, 1224, 816), (12, 4240, 2828), (48, 8484, 5656)):
        grain = noise.integers(-6, 7, (height, width, 1), dtype=np.int16)
        pixels = np.asarray(coffee.resize((width, height), Image.BICUBIC)).astype(np.int16) + grain
        picture = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
        for kind, options in (("png", {"compress_level": 3}), ("jpg", {"quality": 90})):
            file = path(f"{megapixels}.{kind}")
            picture.save(file, **options)
            ours = cost([program, "show", "--size", "160x60", "--symbols", "sextant",
                         "--colors", "truecolor", file], 5)
            theirs = cost(["chafa", "-f", "symbols", "--size", "160x60", "--symbols", "sextant",
                           "-c", "full", file], 5)
            line = (f"| {megapixels} MP {kind} | {ours[0]:.3f} s, {ours[1]:.0f} MiB "
                    f"| {theirs[0]:.3f} s, {theirs[1]:.0f} MiB ")
            if shutil.which("timg"):
                other = cost(["timg", "-p", "q", "-g", "160x60", file], 5)
                line += (f"| {other[0]:.3f} s, {other[1]:.0f} MiB | {ours[0] / theirs[0]:.2f} "
                         f"| {ours[0] / other[0]:.2f} |")
            else:
                line += f"| - | {ours[0] / theirs[0]:.2f} | - |"
            print(line, flush=True)
            os.remove(file)


if __name__ == "__main__":
    main(*sys.argv[1:])
