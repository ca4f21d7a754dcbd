"""Makes the pictures of this folder and what Pillow's ImageOps.exif_transpose and convert("RGB") make of them."""
import glob
import json
import os
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

TO = os.path.dirname(os.path.abspath(sys.argv[0])) + "/"
rng = np.random.default_rng(7)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(name, width, depth, colour, rows, *extra):
    head = struct.pack(">IIBBBBB", width, len(rows), depth, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    with open(TO + name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(extra) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def levels(*shape):
    return rng.integers(0, 256, shape, dtype=np.uint8)


SIXTEEN = [0, 1, 127, 128, 255, 256, 257, 511, 32767, 32768, 65407, 65408, 65535]
for name, colour, channels in (("gray16", 0, 1), ("rgb16", 2, 3), ("gray-alpha16", 4, 2), ("rgba16", 6, 4)):
    rows = [b"".join(struct.pack(">H", SIXTEEN[(x + 3 * c) % len(SIXTEEN)]) for x in range(13) for c in range(channels))]
    png(name + ".png", 13, 16, colour, rows)
png("gray1.png", 8, 1, 0, [[0b00011011], [0b10110001]])
png("gray4-transparent.png", 8, 4, 0, [levels(4), levels(4)], chunk(b"tRNS", struct.pack(">H", 5)))
png("gray-transparent.png", 4, 8, 0, [[0, 5, 6, 255]], chunk(b"tRNS", struct.pack(">H", 5)))
png("rgb-transparent.png", 3, 8, 2, [[1, 2, 3, 4, 5, 6, 7, 8, 9]], chunk(b"tRNS", struct.pack(">HHH", 4, 5, 6)))
png("palette-transparent.png", 8, 4, 3, [levels(4) & 0x77, levels(4) & 0x77],
    chunk(b"PLTE", bytes(levels(24))), chunk(b"tRNS", bytes([0, 1, 128, 255])))
png("gamma.png", 8, 8, 2, [levels(24)], chunk(b"gAMA", struct.pack(">I", 100000)))

alpha = np.empty((256, 16, 4), np.uint8)
alpha[..., :3] = levels(256, 16, 3)
alpha[..., 3] = np.arange(256)[:, None]
Image.fromarray(alpha).save(TO + "rgba.png")
Image.fromarray(alpha).save(TO + "rgba.webp", lossless=True, exact=True)
Image.fromarray(levels(9, 11, 3)).save(TO + "rgb.webp", lossless=True)
Image.fromarray(levels(9, 11, 3)).save(TO + "rgb.bmp")
Image.fromarray(levels(9, 11), "L").save(TO + "gray.bmp")
Image.fromarray(levels(9, 11), "L").save(TO + "gray.jpg", quality=90)

smooth = Image.fromarray(levels(3, 4, 3)).resize((37, 23), Image.BICUBIC)
smooth.save(TO + "not-a-png.png", "JPEG", quality=90)
smooth.save(TO + "lossy.webp", quality=80)
smooth.save(TO + "progressive.jpg", quality=85, progressive=True)
smooth.save(TO + "half-colour.jpg", quality=85, subsampling=2)
smooth.convert("CMYK").save(TO + "cmyk.jpg", quality=95)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    smooth.save(TO + f"orientation-{orientation}.jpg", exif=exif, quality=90)
exif = Image.Exif()
exif[0x0112] = 6
smooth.save(TO + "orientation-6.png", exif=exif)
smooth.save(TO + "orientation-6.webp", exif=exif, lossless=True)
frames = [Image.fromarray(levels(6, 5), "P") for _ in range(2)]
for frame in frames:
    frame.putpalette(bytes(levels(768)))
frames[0].save(TO + "animated.gif", save_all=True, append_images=frames[1:], duration=100)
clear = Image.fromarray(levels(6, 5) & 7, "P")
clear.putpalette(bytes(levels(24)))
clear.save(TO + "transparent.gif", transparency=3)

expected, header = [], {}
for path in sorted(glob.glob(TO + "*.*")):
    if path.endswith((".py", ".md", ".safetensors")):
        continue
    rgb = np.asarray(ImageOps.exif_transpose(Image.open(path)).convert("RGB"))
    at = sum(map(len, expected))
    header[os.path.basename(path)] = {"dtype": "U8", "shape": rgb.shape, "data_offsets": [at, at + rgb.size]}
    expected.append(rgb.tobytes())
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open(TO + "expected.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + b"".join(expected))
