// Runs a model folder in transformers.js, without a network, and prints what it gives as one JSON object.
//
//   node classify.mjs FOLDER DTYPE PIXELS PICTURE...
//
// DTYPE   fp32 for onnx/model.onnx, fp16 for onnx/model_fp16.onnx, q8 for onnx/model_quantized.onnx.
// PIXELS  raw float32 pixel_values, [B, 3, H, W] with the folder's image_size; must be little-endian, as JavaScript's arrays are.
//
// {
//   "logits": [[...], ...],                                       of PIXELS, a row a picture
//   "predictions": [[{ "label": "...", "score": 0.5 }, ...], ...] of every PICTURE by pipeline('image-classification'), best first
// }
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AutoModelForImageClassification, Tensor, env, pipeline } from '@huggingface/transformers';

const [folder, dtype, pixels, ...pictures] = process.argv.slice(2);

// A name is looked up below localModelPath, and on the hub unless that is forbidden.
env.allowRemoteModels = false;
env.useFSCache = false;
env.localModelPath = path.dirname(path.resolve(folder));
const name = path.basename(path.resolve(folder));

const model = await AutoModelForImageClassification.from_pretrained(name, { device: 'cpu', dtype });
const { image_size: size, num_channels: channels = 3 } = model.config;
const [height, width] = Array.isArray(size) ? size : [size, size];
const bytes = await readFile(pixels);
const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const batch = values.length / (channels * height * width);
const { logits } = await model({ pixel_values: new Tensor('float32', values, [batch, channels, height, width]) });

const classify = await pipeline('image-classification', name, { device: 'cpu', dtype });
const predictions = [];
for (const picture of pictures) {
    predictions.push(await classify(picture, { top_k: null }));
}

console.log(JSON.stringify({ logits: logits.tolist(), predictions }));
