"""Packs the C# sources of com.github.asus4.onnxruntime, as its npm package holds them, into one zip that is always the same.

    npm pack com.github.asus4.onnxruntime@0.4.9 && tar xf com.github.asus4.onnxruntime-0.4.9.tgz
    python3 make.py package
"""
import pathlib
import sys
import zipfile

folder = pathlib.Path(sys.argv[1])
paths = [folder / "LICENSE", folder / "package.json", *folder.glob("Runtime/**/*.cs"), *folder.glob("Runtime/**/*.asmdef")]
target = pathlib.Path(__file__).parent / "com.github.asus4.onnxruntime-0.4.9.zip"
with zipfile.ZipFile(target, "w") as archive:
    for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix()):
        entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, path.read_bytes(), compresslevel=9)
