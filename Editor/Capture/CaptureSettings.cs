using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Newtonsoft.Json;
using Saccade.Files;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Capture
{
    /// <summary>What a data set is made of. Remembered by the editor, and kept with the data set as <c>capture.json</c>.</summary>
    [JsonObject(MemberSerialization.OptIn)]
    internal sealed class CaptureSettings
    {
        public const string FileName = CapturedData.SettingsFile;
        public const int CurrentVersion = 1;
        private const string PreferenceKey = "Saccade.Capture.Settings";
        private const string FolderKey = "Saccade.Capture.Folder:";

        [JsonProperty("version")]
        public int Version { get; set; } = CurrentVersion;

        /// <summary>Decides what randomizers arrange, and which scene goes to which split.</summary>
        [JsonProperty("seed")]
        public int Seed { get; set; } = 1;

        /// <summary>The pictures' width in pixels.</summary>
        [JsonProperty("width")]
        public int Width { get; set; } = 256;

        /// <summary>The pictures' height in pixels.</summary>
        [JsonProperty("height")]
        public int Height { get; set; } = 256;

        /// <summary>How many pictures are taken of a class in one arrangement.</summary>
        [JsonProperty("picturesPerScene")]
        public int PicturesPerScene { get; set; } = 1;

        /// <summary>The scenes to learn from, relative to the other shares.</summary>
        [JsonProperty("trainShare")]
        public int TrainShare { get; set; } = 8;

        [JsonProperty("validationShare")]
        public int ValidationShare { get; set; } = 1;

        [JsonProperty("testShare")]
        public int TestShare { get; set; } = 1;

        [JsonProperty("source")]
        public ClassSource Source { get; set; }

        [JsonProperty("classes", ObjectCreationHandling = ObjectCreationHandling.Replace)]
        public List<string> Classes { get; set; } = new List<string>();

        /// <summary>How many pictures to capture of each class.</summary>
        [JsonProperty("target")]
        public int Target { get; set; } = 60;

        /// <summary>The targets of classes that have one of their own.</summary>
        [JsonProperty("targets", ObjectCreationHandling = ObjectCreationHandling.Replace)]
        public Dictionary<string, int> Targets { get; set; } = new Dictionary<string, int>();

        /// <summary>A picture is taken every so many updates of the editor.</summary>
        [JsonProperty("every")]
        public int Every { get; set; } = 1;

        /// <summary>The class of what is seen, for <see cref="ClassSource.Named"/>.</summary>
        [JsonProperty("className")]
        public string ClassName { get; set; } = "";

        /// <summary>The data set's folder; remembered, but no part of the data set.</summary>
        [JsonIgnore]
        public string Folder { get; set; } = "";

        // Preferences are the machine's, and the folder is this project's.
        private static string FolderHere => FolderKey + Application.dataPath;

        public static CaptureSettings Remembered()
        {
            var settings = new CaptureSettings();
            try
            {
                JsonConvert.PopulateObject(EditorPrefs.GetString(PreferenceKey, "{}"), settings);
            }
            catch (JsonException)
            {
                // Preferences are a convenience: those of another version are not worth an error.
                settings = new CaptureSettings();
            }

            settings.Folder = EditorPrefs.GetString(FolderHere, "");
            return settings;
        }

        /// <summary>Reads what a folder's data set was begun with.</summary>
        /// <returns>Null if there is none.</returns>
        /// <exception cref="CaptureException">The file can't be read.</exception>
        public static CaptureSettings? Read(string folder)
        {
            var path = Path.Combine(folder, FileName);
            if (!File.Exists(path))
            {
                return null;
            }

            try
            {
                var settings = JsonConvert.DeserializeObject<CaptureSettings>(File.ReadAllText(path))
                    ?? throw new JsonException("the file is empty");
                if (settings.Version != CurrentVersion)
                {
                    throw new CaptureException(
                        $"{path}: is of version {settings.Version}; this editor reads version {CurrentVersion}. Choose another folder.");
                }

                return settings;
            }
            catch (Exception e) when (e is JsonException || e is IOException || e is UnauthorizedAccessException)
            {
                throw new CaptureException(
                    $"{path}: can't be read ({e.Message}). Choose another folder, or remove the file's data set.", e);
            }
        }

        public void Remember()
        {
            EditorPrefs.SetString(PreferenceKey, JsonConvert.SerializeObject(this));
            EditorPrefs.SetString(FolderHere, Folder);
        }

        public int TargetOf(string className) => Targets.TryGetValue(className, out var target) ? target : Target;

        public CaptureSettings Clone()
        {
            var clone = JsonConvert.DeserializeObject<CaptureSettings>(JsonConvert.SerializeObject(this))!;
            clone.Folder = Folder;
            return clone;
        }

        public string ToJson() => JsonConvert.SerializeObject(this, Formatting.Indented) + "\n";

        /// <exception cref="CaptureException">A value is out of range.</exception>
        public void Validate()
        {
            if (string.IsNullOrWhiteSpace(Folder))
            {
                throw new CaptureException("Output folder: none is given. Name the folder that the data set goes to.");
            }

            RequireRange("Width", Width, 16, 4096);
            RequireRange("Height", Height, 16, 4096);
            RequireRange("Pictures per scene", PicturesPerScene, 1, 1000);
            RequireRange("Train share", TrainShare, 1, 1000);
            RequireRange("Validation share", ValidationShare, 0, 1000);
            RequireRange("Test share", TestShare, 0, 1000);
            RequireRange("Every n frames", Every, 1, 100000);
            RequireRange("Target", Target, 1, 1000000);
            foreach (var target in Targets)
            {
                RequireRange($"Target of {target.Key}", target.Value, 0, 1000000);
            }

            if (Source == ClassSource.Named)
            {
                FolderName.Require(ClassName);
                if (!Classes.Contains(ClassName))
                {
                    Classes.Add(ClassName);
                }
            }

            FolderName.RequireAll(Classes);
        }

        /// <summary>Compares what decides about pictures that are there already.</summary>
        /// <exception cref="CaptureConflictException">Something differs.</exception>
        public void RequireSame(CaptureSettings existing, string folder)
        {
            var differences = new List<string>();
            Compare(differences, "seed", existing.Seed, Seed);
            Compare(differences, "width", existing.Width, Width);
            Compare(differences, "height", existing.Height, Height);
            Compare(differences, "pictures per scene", existing.PicturesPerScene, PicturesPerScene);
            Compare(differences, "train share", existing.TrainShare, TrainShare);
            Compare(differences, "validation share", existing.ValidationShare, ValidationShare);
            Compare(differences, "test share", existing.TestShare, TestShare);
            if (differences.Count == 0)
            {
                return;
            }

            var adopted = Clone();
            adopted.Seed = existing.Seed;
            adopted.Width = existing.Width;
            adopted.Height = existing.Height;
            adopted.PicturesPerScene = existing.PicturesPerScene;
            adopted.TrainShare = existing.TrainShare;
            adopted.ValidationShare = existing.ValidationShare;
            adopted.TestShare = existing.TestShare;
            throw new CaptureConflictException(
                $"{folder}: holds a data set that was begun with other settings: {string.Join("; ", differences)}. Choose another "
                + "folder, or go on with the folder's settings.",
                adopted);
        }

        private static void Compare(List<string> differences, string name, int existing, int asked)
        {
            if (existing != asked)
            {
                differences.Add(string.Format(CultureInfo.InvariantCulture, "{0} {1}, now {2}", name, existing, asked));
            }
        }

        private static void RequireRange(string name, int value, int min, int max)
        {
            if (value < min || value > max)
            {
                throw new CaptureException($"{name}: is {value}; expected {min} to {max}.");
            }
        }
    }
}
