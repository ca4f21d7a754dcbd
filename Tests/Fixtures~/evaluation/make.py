"""Makes expected.json: metrics of random logits, computed from their definitions in plain Python (3.11) without any library.

Cross entropy, top-k, F1 (scikit-learn's zero_division=0) in double precision. The expected calibration error follows torchmetrics 1.9's
MulticlassCalibrationError(norm="l1", n_bins=15): confidences and bounds (torch.linspace) in single precision, a bin holds its lower bound,
confidence 1 is a bin of its own.

Run: python3 make.py > expected.json
"""
import json
import math
import random
import struct


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def bounds(bins):
    step = single(1 / bins)
    half = (bins + 1) // 2
    return [single(step * i) if i < half else single(1 - single(step * (bins - i))) for i in range(bins + 1)]


def calibration_error(confidences, rights, bins=15):
    edges = bounds(bins)
    error = 0.0
    for i in range(bins + 1):
        inside = [j for j, c in enumerate(confidences) if edges[i] <= c and (i == bins or c < edges[i + 1])]
        if inside:
            confidence = math.fsum(confidences[j] for j in inside) / len(inside)
            accuracy = sum(rights[j] for j in inside) / len(inside)
            error += abs(confidence - accuracy) * len(inside) / len(confidences)
    return error


def softmax(row):
    top = max(row)
    powers = [math.exp(x - top) for x in row]
    total = math.fsum(powers)
    return [p / total for p in powers]


def evaluate(seed, classes, samples, scale):
    rng = random.Random(seed)
    truths = [rng.randrange(classes) for _ in range(samples)]
    logits = [[single(rng.gauss(0, 1) * scale + (scale if c == t and rng.random() < 0.7 else 0)) for c in range(classes)] for t in truths]
    shares = [softmax(row) for row in logits]
    predictions = [max(range(classes), key=row.__getitem__) for row in logits]
    rights = [p == t for p, t in zip(predictions, truths)]
    f1 = []
    for c in range(classes):
        hits = sum(p == c and t == c for p, t in zip(predictions, truths))
        precision = hits / predictions.count(c) if c in predictions else 0.0
        recall = hits / truths.count(c) if c in truths else 0.0
        f1.append(2 * precision * recall / (precision + recall) if hits else 0.0)
    seen = [c for c in range(classes) if c in truths or c in predictions]
    return {
        "classes": classes,
        "truths": truths,
        "logits": [x for row in logits for x in row],
        "loss": -math.fsum(math.log(row[t]) if row[t] > 0 else -math.inf for row, t in zip(shares, truths)) / samples,
        "accuracy": sum(rights) / samples,
        "top_5": sum(sorted(row, reverse=True).index(row[t]) < 5 for row, t in zip(logits, truths)) / samples,
        "f1": f1,
        "macro_f1": sum(f1[c] for c in seen) / len(seen),
        "calibration_error": calibration_error([single(max(row)) for row in shares], rights),
    }


def confidences(seed):
    rng = random.Random(seed)
    edges = bounds(15)
    values = edges + [0.0, 1.0, 1.0, 1.0] + [single(i / 15) for i in range(16)] + [single(rng.random()) for _ in range(60)]
    rights = [rng.random() < c for c in values]
    return {"confidences": values, "rights": rights, "calibration_error": calibration_error(values, rights)}


print(json.dumps({
    "evaluations": [evaluate(1, 7, 60, 1.0), evaluate(2, 37, 120, 2.0), evaluate(3, 10, 12, 12.0)],
    "confidences": [confidences(4), confidences(5)],
}))
