"""Loads pictures as Hugging Face's Pillow image processor does for ViT, for whoever writes their paths to the standard input.

A request is one line, PATH<tab>TARGET; the answer is one line, the milliseconds that it took. With a TARGET the values are
also written there, float32 [3, 224, 224]. The first line of all names the versions.
"""

import sys
import time

import numpy
import PIL
from PIL import Image

print(f"Pillow {PIL.__version__}, NumPy {numpy.__version__}", flush=True)
for line in sys.stdin:
    path, target = line.rstrip("\n").split("\t")
    start = time.perf_counter()
    with Image.open(path) as picture:
        resized = picture.convert("RGB").resize((224, 224), Image.BILINEAR)
    values = numpy.asarray(resized, dtype=numpy.float32) * numpy.float32(1 / 255)
    values = (values - numpy.float32(0.5)) / numpy.float32(0.5)
    values = numpy.ascontiguousarray(values.transpose(2, 0, 1))
    milliseconds = 1000 * (time.perf_counter() - start)
    if target:
        values.tofile(target)
    print(milliseconds, flush=True)
