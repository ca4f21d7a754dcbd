using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Saccade.Package.Tests
{
    /// <summary>One of the ways in which Unity compiles a project: for the editor, or for players of one kind.</summary>
    /// <param name="Name">For messages.</param>
    /// <param name="Platform">As asmdefs name it: Editor, LinuxStandalone64, Android …</param>
    /// <param name="Unity">Unity's version.</param>
    /// <param name="Symbols">What is defined in every assembly.</param>
    /// <param name="Packages">Versions of the installed packages by name, this one's dependencies among them.</param>
    internal sealed record UnityPass(
        string Name, string Platform, Version Unity, IReadOnlyCollection<string> Symbols, IReadOnlyDictionary<string, string> Packages)
    {
        private static readonly string[] BeforeYears = { "5_3", "5_4", "5_5", "5_6" };

        private static readonly (int Year, int First, int Last)[] Years =
        {
            (2017, 1, 4), (2018, 1, 4), (2019, 1, 4), (2020, 1, 3), (2021, 1, 3), (2022, 1, 3), (2023, 1, 3), (6000, 0, 7),
        };

        private static readonly Version Oldest = new(2022, 3);

        private static readonly Version Six = new(6000, 0);

        // The newest whose sources are published.
        private static readonly Version Newest = new(6000, 7);

        // What Unity defines everywhere, whatever is built.
        private static readonly string[] Always =
        {
            "CSHARP_7_OR_LATER", "CSHARP_7_3_OR_NEWER", "NET_STANDARD", "NET_STANDARD_2_0", "NET_STANDARD_2_1", "NETSTANDARD",
            "NETSTANDARD2_1", "NET_4_6", "UNITY_64", "TRACE",
        };

        /// <summary>The Silk.NET assemblies are no package: whoever puts them into a project defines this.</summary>
        public const string SilkNetSymbol = "SACCADE_SILKNET";

        private const string RenderPipelines = "com.unity.render-pipelines.core";

        private const string Urp = "com.unity.render-pipelines.universal";

        private const string Webcams = "com.unity.modules.audio";

        private const string Videos = "com.unity.modules.video";

        public bool IsEditor => Platform == "Editor";

        /// <summary>All ways in which the package must compile.</summary>
        public static IReadOnlyList<UnityPass> All { get; } = new[]
        {
            Editor("editor on Windows", Oldest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN"),
            Editor("editor on Linux, building for Android", Oldest, "UNITY_EDITOR_LINUX", "UNITY_ANDROID"),
            Editor("editor on macOS, building for iOS", Oldest, "UNITY_EDITOR_OSX", "UNITY_IOS"),
            Editor("editor of Unity 6", Six, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN"),
            Editor("editor of the newest Unity", Newest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN"),
            Player("player of the newest Unity on Linux", "LinuxStandalone64", Newest, "UNITY_STANDALONE", "UNITY_STANDALONE_LINUX"),
            Player("player on Windows with Mono", "WindowsStandalone64", Oldest, "UNITY_STANDALONE", "UNITY_STANDALONE_WIN", "ENABLE_MONO"),
            Player(
                "player on Linux with IL2CPP", "LinuxStandalone64", Oldest, "UNITY_STANDALONE", "UNITY_STANDALONE_LINUX", "ENABLE_IL2CPP"),
            Player("player on macOS with IL2CPP", "macOSStandalone", Oldest, "UNITY_STANDALONE", "UNITY_STANDALONE_OSX", "ENABLE_IL2CPP"),
            Player("player on Android", "Android", Oldest, "UNITY_ANDROID", "ENABLE_IL2CPP"),
            Player("player on iOS", "iOS", Oldest, "UNITY_IOS", "UNITY_IPHONE", "ENABLE_IL2CPP"),
            Player("player of Unity 6 on Android", "Android", Six, "UNITY_ANDROID", "ENABLE_IL2CPP"),
            WithNewInput(Player("player with the new input alone", "WindowsStandalone64", Oldest, "UNITY_STANDALONE", "ENABLE_MONO")),
            Without(Urp, Editor("editor with HDRP", Oldest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN")),
            Without(Urp,
                Player("player with HDRP", "WindowsStandalone64", Oldest, "UNITY_STANDALONE", "UNITY_STANDALONE_WIN", "ENABLE_MONO")),
            Without(Urp, Without(RenderPipelines,
                Editor("editor without render pipelines", Oldest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN"))),
            Without(Urp, Without(RenderPipelines,
                Player("player without render pipelines", "Android", Oldest, "UNITY_ANDROID", "ENABLE_IL2CPP"))),
            Without(Videos, Without(Webcams,
                Editor("editor without webcams and videos", Oldest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN"))),
            Without(Videos, Without(Webcams,
                Player("player without webcams and videos", "Android", Oldest, "UNITY_ANDROID", "ENABLE_IL2CPP"))),
            Without(OnnxRuntimePackage.Name,
                Editor("editor before ONNX Runtime is installed", Oldest, "UNITY_EDITOR_WIN", "UNITY_STANDALONE_WIN")),
            Without(OnnxRuntimePackage.Name,
                Player("player without ONNX Runtime", "WindowsStandalone64", Oldest, "UNITY_STANDALONE", "ENABLE_MONO")),
        };

        public override string ToString() => Name;

        private static UnityPass Editor(string name, Version unity, params string[] symbols) =>
            new(name, "Editor", unity, Symbolised(unity, symbols).Append("UNITY_EDITOR").Append("UNITY_EDITOR_64").ToArray(), Installed());

        private static UnityPass Player(string name, string platform, Version unity, params string[] symbols) =>
            new(name, platform, unity, Symbolised(unity, symbols).ToArray(), Installed());

        private static IEnumerable<string> Symbolised(Version unity, string[] symbols)
        {
            var versions = Years
                .SelectMany(entry =>
                    Enumerable.Range(entry.First, entry.Last - entry.First + 1).Select(part => new Version(entry.Year, part)))
                .Where(version => version <= unity)
                .Select(version => $"{version.Major}_{version.Minor}");
            return BeforeYears.Concat(versions).Select(version => $"UNITY_{version}_OR_NEWER")
                .Concat(new[]
                {
                    $"UNITY_{unity.Major}", $"UNITY_{unity.Major}_{unity.Minor}", SilkNetSymbol, "ENABLE_LEGACY_INPUT_MANAGER",
                })
                .Concat(Always)
                .Concat(symbols);
        }

        private static Dictionary<string, string> Installed()
        {
            Dictionary<string, string> packages = new(StringComparer.Ordinal)
            {
                [OnnxRuntimePackage.Name] = OnnxRuntimePackage.Version,
                [RenderPipelines] = "14.0.11",
                [Urp] = "14.0.11",
                [Webcams] = "1.0.0",
                [Videos] = "1.0.0",
            };
            foreach (var (name, version) in (JObject)Repository.ReadJson("package.json")["dependencies"]!)
            {
                packages.Add(name, (string)version!);
            }

            return packages;
        }

        private static UnityPass WithNewInput(UnityPass pass) =>
            pass with
            {
                Symbols = pass.Symbols.Where(symbol => symbol != "ENABLE_LEGACY_INPUT_MANAGER").Append("ENABLE_INPUT_SYSTEM")
                .ToArray()
            };

        private static UnityPass Without(string package, UnityPass pass) =>
            pass with { Packages = pass.Packages.Where(entry => entry.Key != package).ToDictionary(StringComparer.Ordinal) };
    }
}
