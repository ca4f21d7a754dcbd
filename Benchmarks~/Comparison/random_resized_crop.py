"""Loads and varies pictures as tutorials of fine-tuning do, for whoever writes their paths to the standard input.

A request is one line of paths with tabs between; the answer is one line, the milliseconds that they took in all. Each goes through
RandomResizedCrop(224), RandomHorizontalFlip, ToTensor and Normalize: torchvision's where it can be imported, else the calls of
Pillow and NumPy that do the same. The first line of all names the versions and which of the two it is.
"""

import math
import random
import sys
import time

import numpy
import PIL
from PIL import Image

SIZE = 224


def choose(width, height):
    for _ in range(10):
        area = width * height * random.uniform(0.08, 1)
        aspect = math.exp(random.uniform(math.log(3 / 4), math.log(4 / 3)))
        w, h = round(math.sqrt(area * aspect)), round(math.sqrt(area / aspect))
        if 0 < w <= width and 0 < h <= height:
            left, top = random.randint(0, width - w), random.randint(0, height - h)
            return left, top, left + w, top + h
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    return left, top, left + side, top + side


def vary(picture):
    result = picture.crop(choose(*picture.size)).resize((SIZE, SIZE), Image.BILINEAR)
    if random.random() < 0.5:
        result = result.transpose(Image.FLIP_LEFT_RIGHT)
    values = numpy.asarray(result, dtype=numpy.float32) * numpy.float32(1 / 255)
    values = (values - numpy.float32(0.5)) / numpy.float32(0.5)
    return numpy.ascontiguousarray(values.transpose(2, 0, 1))


name = f"Pillow {PIL.__version__} and NumPy {numpy.__version__}"
try:
    import torch
    import torchvision
    from torchvision import transforms

    torch.set_num_threads(1)
    vary = transforms.Compose(
        [
            transforms.RandomResizedCrop(SIZE),
            transforms.RandomHorizontalFlip(),
            transforms.ToTensor(),
            transforms.Normalize([0.5] * 3, [0.5] * 3),
        ]
    )
    name = f"torchvision {torchvision.__version__} on Pillow {PIL.__version__}"
except ImportError:
    pass

random.seed(1)
print(name, flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for path in line.rstrip("\n").split("\t"):
        with Image.open(path) as picture:
            vary(picture.convert("RGB"))
    print(1000 * (time.perf_counter() - start), flush=True)
