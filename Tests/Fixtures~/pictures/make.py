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

# What nothing saves is put together byte by byte.
def read(name):
    with open(TO + name, "rb") as file:
        return file.read()


def write(name, data):
    with open(TO + name, "wb") as file:
        file.write(data)


def adam7(pixels):
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    return b"".join(b"\0" + row.tobytes() for left, top, across, down in passes for row in pixels[top::down, left::across])


def interlaced_png(name, pixels, depth, colour):
    head = struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], depth, colour, 0, 0, 1)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(adam7(pixels))) + chunk(b"IEND", b"")
    write(name, b"\x89PNG\r\n\x1a\n" + data)


interlaced_png("interlaced.png", levels(11, 9, 3), 8, 2)
interlaced_png("gray16-interlaced.png", rng.choice(SIXTEEN, (11, 9)).astype(">u2"), 16, 0)
wide = [struct.pack(">6H", 0, 5, 255, 256, 5, 65535)]
png("gray16-transparent.png", 6, 16, 0, wide, chunk(b"tRNS", struct.pack(">H", 5)))
big_endian = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0"
png("orientation-8-big-endian.png", 4, 8, 2, levels(3, 12), chunk(b"eXIf", big_endian))
smooth.save(TO + "orientation-8-big-endian.jpg", exif=b"Exif\0\0" + big_endian, quality=90)

# Adobe's marker says by its last byte whether four channels are CMYK or YCCK, and whether three are YCbCr or RGB.
cmyk = read("cmyk.jpg")
marker = cmyk.find(b"\xff\xee")
write("cmyk-without-adobe.jpg", cmyk[:marker] + cmyk[marker + 16:])
write("ycck.jpg", cmyk[:marker + 15] + b"\2" + cmyk[marker + 16:])
smooth.save(TO + "rgb-by-adobe.jpg", quality=90, subsampling=0)
jfif = read("rgb-by-adobe.jpg")
write("rgb-by-adobe.jpg", jfif[:2] + b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0" + jfif[20:])

Image.fromarray(alpha[::16]).save(TO + "lossy-alpha.webp", quality=80)
Image.fromarray(alpha[::16]).save(TO + "rgba.bmp")
Image.fromarray(alpha[::16]).save(
    TO + "animated.webp", save_all=True, append_images=[Image.fromarray(alpha[1::16])], lossless=True, exact=True)
clear.save(TO + "palette.bmp")
Image.fromarray(levels(9, 11), "L").convert("1").save(TO + "gray1.bmp")

# A GIF with a palette in front of its frame, and frames smaller than their picture.
clear.save(TO + "opaque.gif")
opaque = read("opaque.gif")
blocks = 13 + 3 * (2 << (opaque[10] & 7))
control = b"\x21\xf9\x04\x01\0\0\x03\0"
own = bytes([opaque[10] & 0x7f]) + opaque[11:13] + b"\x21\xfe\x02hi\0" + control + opaque[blocks:blocks + 9]
write("own-palette.gif", b"GIF89a" + opaque[6:10] + own + bytes([0x80 | opaque[10] & 7]) + opaque[13:blocks] + opaque[blocks + 10:])
larger = b"GIF89a" + struct.pack("<HH", 9, 8) + opaque[10:blocks]
frame = b"\x2c" + struct.pack("<HH", 3, 1) + opaque[blocks + 5:]
write("small-frame.gif", larger + frame)
write("small-frame-transparent.gif", larger + control + frame)

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
