using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using NUnit.Framework;
using Saccade.Host.ApiSurface;

namespace Saccade.Package.Tests
{
    internal sealed class UnityApiTests
    {
        private const string Surface = "Host~/unity-api.tsv";

        private const string Exceptions = "Host~/unity-api-exceptions.tsv";

        private const string Mend =
            "The list is not that of the assemblies: run Host~/ApiSurface (its --help says how), which also says what Unity 2022.3 lacks.";

        private static readonly Version Newest = new(2022, 3);

        private static IReadOnlyList<SurfaceLine> Listed => SurfaceLine.Parse(Repository.Read(Surface));

        private static IReadOnlyList<SurfaceLine> Excepted => SurfaceLine.Parse(Repository.Read(Exceptions), 7);

        [Test]
        public void List_HoldsAllThatTheHostOffersInUnitysNamespaces() =>
            Assert.That(Differences(Listed, HostAssemblies.Read(AppContext.BaseDirectory).Select(entry => entry.Member)), Is.Empty, Mend);

        [Test]
        public void List_NamesThePackageOrAUnityVersionUpTo2022_3()
        {
            Dictionary<string, string?> packages = new(StringComparer.Ordinal);
            foreach (var (member, package) in HostAssemblies.Read(AppContext.BaseDirectory))
            {
                packages.TryAdd(member.Type + "\t" + member.Declaration, package);
            }

            Assert.That(
                Listed.Where(line => packages.TryGetValue(line.Key, out var package) && package != null
                    ? line.Since != package
                    : !IsKnown(line.Since)),
                Is.Empty);
        }

        [Test]
        public void List_IsSortedAndHoldsNothingTwice() =>
            Assert.That(
                Listed.Select(line => line.Key), Is.Unique.And.EqualTo(Listed.Select(line => line.Key).Order(StringComparer.Ordinal)));

        [Test]
        public void List_HoldsWhatThePackageUses() =>
            Assert.That(Listed.Select(line => line.ToString()), Is.SupersetOf(new[]
            {
                "UnityEngine.Vector3\tfloat x\t2017.1\tany\t-",
                "UnityEngine.Camera\tfloat fieldOfView { get, set }\t2017.1\tmain\t-",
                "UnityEngine.Debug\tstatic void Log(object message)\t2017.1\tany\t-",
                "UnityEngine.UIElements.VisualElement\tVisualElement()\t2019.1\tmain\t-",
                "UnityEngine.FindObjectsSortMode\t(enum : int)\t2022.2\tany\t6000.4",
            }));

        [Test]
        public void List_SaysFromWhereAMemberMayBeCalled() =>
            Assert.That(
                Listed.Select(line => line.Threads).Distinct(),
                Is.EquivalentTo(new[] { ThreadUse.Any, ThreadUse.Main, ThreadUse.MainGet, ThreadUse.MainSet }));

        [Test]
        public void List_SaysSinceWhenAMemberIsObsolete() =>
            Assert.That(
                Listed.Where(line => line.ObsoleteSince != SurfaceLine.NotObsolete
                    && !(Version.TryParse(line.ObsoleteSince, out var version) && version > Newest)),
                Is.Empty);

        // The build puts it there; what is abstract has no body that could begin with it.
        [Test]
        public void WhatIsTheMainThreadsAlone_BeginsWithACheck()
        {
            List<string> bare = new();
            var guarded = 0;
            foreach (var name in HostAssemblies.PackageByAssembly.Keys)
            {
                var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
                using var module = ModuleDefinition.ReadModule(path);
                var symbols = HostAssemblies.ReadSymbols(
                    path, HostAssemblies.PackageByAssembly.Keys.Where(other => other != name)
                        .Select(other => Path.Combine(AppContext.BaseDirectory, other + ".dll")));
                foreach (var method in GuardWriter.MainOnly(symbols, Listed).Select(token => (MethodDefinition)module.LookupToken(token)))
                {
                    guarded++;
                    if ((method.Body.Instructions[1].Operand as MethodReference)?.DeclaringType.FullName != GuardWriter.GuardType)
                    {
                        bare.Add(method.FullName);
                    }
                }
            }

            Assert.That(bare, Is.Empty);
            Assert.That(guarded, Is.GreaterThan(400));
        }

        [Test]
        public void Exceptions_AreOfWhatTheHostOffers_WithReasonAndPage()
        {
            Assert.That(Excepted.Select(line => line.ToString()), Is.SubsetOf(Listed.Select(line => line.ToString())));
            foreach (var line in Repository.Read(Exceptions).Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
            {
                Assert.That(line.Split('\t'), Has.None.Empty, line);
            }
        }

        [Test]
        public void OutsideUnitysNamespaces_TheHostKeepsToItsOwn()
        {
            foreach (var name in HostAssemblies.PackageByAssembly.Keys)
            {
                Assert.That(
                    System.Reflection.Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, name + ".dll")).GetExportedTypes()
                        .Where(type => !HostAssemblies.IsUnity(type.Namespace ?? "")
                            && type.Namespace?.StartsWith("Saccade.Host", StringComparison.Ordinal) != true),
                    Is.Empty,
                    name);
            }
        }

        [Test]
        public void MemberThatIsAdded_IsMissed()
        {
            var more = HostAssemblies.Read(AppContext.BaseDirectory).Select(entry => entry.Member)
                .Append(new ApiMember("UnityEngine.Camera", "void Added()", "void Added()", "Added"));

            Assert.That(Differences(Listed, more), Is.EqualTo(new[] { "not in the list: UnityEngine.Camera\tvoid Added()" }));
        }

        private static string[] Differences(IEnumerable<SurfaceLine> listed, IEnumerable<ApiMember> actual)
        {
            var keys = actual.Select(member => member.Type + "\t" + member.Declaration).ToHashSet(StringComparer.Ordinal);
            var lines = listed.Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
            return keys.Except(lines).Select(key => "not in the list: " + key)
                .Concat(lines.Except(keys).Select(key => "in the list alone: " + key))
                .ToArray();
        }

        private static bool IsKnown(string since) => Version.TryParse(since, out var version) && version.Major >= 2017 && version <= Newest;
    }
}
