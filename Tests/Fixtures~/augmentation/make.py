"""Makes what Pillow and NumPy alone compute of the augmentations, for one small picture.

crops.json    pieces of picture.png, and the 16 x 16 that Image.crop and Image.resize(BILINEAR) make of each
randaugment.json   picture.png after each of RandAugment's operations, with the calls of Pillow that torchvision makes for it

Pictures stand there as base64 of their levels. Resizes whose passes newer versions of Pillow do in the other order are left out.
"""
import base64
import json
import math
import os
import sys

import numpy as np
from PIL import Image, ImageEnhance, ImageOps

TO = os.path.dirname(os.path.abspath(sys.argv[0])) + "/"
WIDTH, HEIGHT = 40, 30
rng = np.random.default_rng(3)


def levels(picture):
    return base64.b64encode(np.asarray(picture, dtype=np.uint8).tobytes()).decode()


def make_picture():
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    soft = np.stack([20 + 4 * x, 200 - 5 * y, 40 + 2 * x + 2 * y], axis=2)
    hard = np.where(((x // 7 + y // 5) % 2 == 0)[..., None], 35, -25)
    return Image.fromarray(np.clip(soft + hard + rng.integers(-12, 13, soft.shape), 8, 240).astype(np.uint8))


def affine(picture, matrix):
    return picture.transform(picture.size, Image.AFFINE, matrix, Image.NEAREST, fillcolor=0)


OPERATIONS = {
    "Identity": (0, False, lambda p, m: p),
    "ShearX": (0.3, True, lambda p, m: affine(p, (1, math.tan(math.atan(m)), 0, 0, 1, 0))),
    "ShearY": (0.3, True, lambda p, m: affine(p, (1, 0, 0, math.tan(math.atan(m)), 1, 0))),
    "TranslateX": (150 / 331 * WIDTH, True, lambda p, m: affine(p, (1, 0, -int(m), 0, 1, 0))),
    "TranslateY": (150 / 331 * HEIGHT, True, lambda p, m: affine(p, (1, 0, 0, 0, 1, -int(m)))),
    "Rotate": (30, True, lambda p, m: p.rotate(m, Image.NEAREST, False, None, fillcolor=0)),
    "Brightness": (0.9, True, lambda p, m: ImageEnhance.Brightness(p).enhance(1 + m)),
    "Color": (0.9, True, lambda p, m: ImageEnhance.Color(p).enhance(1 + m)),
    "Contrast": (0.9, True, lambda p, m: ImageEnhance.Contrast(p).enhance(1 + m)),
    "Sharpness": (0.9, True, lambda p, m: ImageEnhance.Sharpness(p).enhance(1 + m)),
    "Posterize": (None, False, lambda p, m: ImageOps.posterize(p, int(m))),
    "Solarize": (None, False, lambda p, m: ImageOps.solarize(p, m)),
    "AutoContrast": (0, False, lambda p, m: ImageOps.autocontrast(p)),
    "Equalize": (0, False, lambda p, m: ImageOps.equalize(p)),
}


def magnitude_of(name, largest, bin):
    if name == "Posterize":
        return 8 - round(bin / (30 / 4))
    if name == "Solarize":
        return 255 - 255 * bin / 30
    return largest * bin / 30


def main():
    picture = make_picture()
    picture.save(TO + "picture.png")
    crops = []
    for box in [(0, 0, 40, 30), (3, 5, 20, 16), (10, 2, 25, 20), (0, 0, 12, 12), (31, 22, 9, 8), (6, 4, 16, 16), (8, 1, 30, 24), (39, 29, 1, 1)]:
        left, top, width, height = box
        lost = height - 16
        assert not (lost > 0 and lost > 2 * (width - 16)), box
        piece = picture.crop((left, top, left + width, top + height)).resize((16, 16), Image.BILINEAR)
        crops.append({"left": left, "top": top, "width": width, "height": height, "levels": levels(piece)})
    results = []
    for name, (largest, signed, apply) in OPERATIONS.items():
        for bin in (9, 30):
            for sign in ((1, -1) if signed else (1,)):
                magnitude = sign * magnitude_of(name, largest, bin)
                result = apply(picture, magnitude)
                results.append({"operation": name, "bin": bin, "negative": sign < 0, "levels": levels(result)})
    for name, content in (("crops.json", crops), ("randaugment.json", results)):
        with open(TO + name, "w") as file:
            json.dump(content, file, indent=1)
            file.write("\n")


main()
