using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Saccade.Editor.Tests.Retrain.Run
{
    /// <summary>The real training tool's work in small: two colours for a tiny model to tell apart.</summary>
    internal sealed class TinyTraining : IDisposable
    {
        private const int Side = 16;
        private readonly string _folder = Directory.CreateTempSubdirectory("saccade-tiny-").FullName;

        internal TinyTraining()
        {
            foreach (var split in new[] { "train", "validation" })
            {
                WriteClass(split, "red", 2, split == "train" ? 8 : 4);
                WriteClass(split, "blue", 0, split == "train" ? 8 : 4);
            }
        }

        internal string Folder => _folder;

        /// <summary>The path of the tool that the build of the tests has made.</summary>
        internal static string Tool => TrainingTool.Locate("", "", "", AppContext.BaseDirectory);

        /// <summary>Makes a folder as a run leaves it: a whole model, its weights (of which nothing is read), logs, and its name.</summary>
        internal static string MakeRun(string folder, string name)
        {
            var source = Path.Combine(Fixtures, "exported", "vit-tiny");
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            Directory.CreateDirectory(Path.Combine(folder, "training"));
            foreach (var file in new[] { "config.json", "preprocessor_config.json", Path.Combine("onnx", "model.onnx") })
            {
                File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
            }

            File.WriteAllText(Path.Combine(folder, "saccade_run.json"), $$"""{ "version": 1, "run": "{{name}}", "train": ["01"] }""");
            File.WriteAllText(Path.Combine(folder, "model.safetensors"), "weights");
            File.WriteAllText(Path.Combine(folder, "README.md"), "card");
            File.WriteAllText(Path.Combine(folder, "training", "metrics.jsonl"), "");
            return folder;
        }

        internal RetrainSettings MakeSettings(int epochs) => new()
        {
            Data = Path.Combine(_folder, "data"),
            StartingModel = Path.Combine(Fixtures, "vit-tiny"),
            Output = Path.Combine(_folder, "output"),
            Epochs = epochs,
            BatchSize = 4,
        };

        /// <summary>Writes a data set without a split, in which nothing tells the classes apart.</summary>
        /// <returns>Its folder.</returns>
        internal string WriteNoise(int count)
        {
            Random random = new(3);
            foreach (var name in new[] { "arch", "bowl", "gear" })
            {
                var folder = Directory.CreateDirectory(Path.Combine(_folder, "noise", name)).FullName;
                for (var i = 0; i < count; i++)
                {
                    File.WriteAllBytes(Path.Combine(folder, $"{i}.bmp"), MakeBitmap(_ => random.Next(256)));
                }
            }

            return Path.Combine(_folder, "noise");
        }

        public void Dispose() => Directory.Delete(_folder, true);

        private static string Fixtures => typeof(TinyTraining).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "Fixtures").Value!;

        private void WriteClass(string split, string name, int channel, int count)
        {
            var folder = Path.Combine(_folder, "data", split, name);
            Directory.CreateDirectory(folder);
            Random random = new(split.Length + channel);
            for (var i = 0; i < count; i++)
            {
                File.WriteAllBytes(
                    Path.Combine(folder, $"{i}.bmp"), MakeBitmap(here => random.Next(120) + (here == channel ? 120 : 0)));
            }
        }

        // 24 bits a pixel, without compression: what needs no encoder.
        private static byte[] MakeBitmap(Func<int, int> chooseLevel)
        {
            const int Header = 54;
            var file = new byte[Header + 3 * Side * Side];
            (file[0], file[1]) = ((byte)'B', (byte)'M');
            BitConverter.GetBytes(file.Length).CopyTo(file, 2);
            BitConverter.GetBytes(Header).CopyTo(file, 10);
            BitConverter.GetBytes(40).CopyTo(file, 14);
            BitConverter.GetBytes(Side).CopyTo(file, 18);
            BitConverter.GetBytes(Side).CopyTo(file, 22);
            file[26] = 1;
            file[28] = 24;
            for (var i = Header; i < file.Length; i++)
            {
                file[i] = (byte)chooseLevel((i - Header) % 3);
            }

            return file;
        }
    }
}
