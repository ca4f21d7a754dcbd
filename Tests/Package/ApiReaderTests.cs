using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Host.ApiSurface;

namespace Saccade.Package.Tests
{
    internal sealed class ApiReaderTests
    {
        private const string Real =
            """
            namespace UnityEngine
            {
                [System.AttributeUsage(System.AttributeTargets.Class)] public class Mark : System.Attribute { }
                public interface IPart { }
                public enum Kind { None, Some = 4 }
                public delegate void Done(int count);
                public struct Point { public float x; public readonly float y; public const int Size = 2; }
                public abstract class Thing
                {
                    public string name { get; set; }
                    public int id { get; internal set; }
                    protected virtual void Changed() { }
                    public void Move(Point to, bool now = false) { }
                    public void Move(ref Point to) { }
                    public T Find<T>() where T : Thing => null;
                    public static Thing operator +(Thing a, Thing b) => a;
                    [System.Obsolete] public void Old() { }
                    internal void Hidden() { }
                }
                public sealed class Child : Thing, IPart { }
            }
            """;

        private string _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-api-").FullName;

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Members_AreWrittenInOneForm()
        {
            Assert.That(Declarations(Real, "UnityEngine.Thing"), Is.EquivalentTo(new[]
            {
                "(abstract class)",
                "protected Thing()",
                "string name { get, set }",
                "int id { get }",
                "protected void Changed() virtual",
                "void Move(UnityEngine.Point to, bool now = false)",
                "void Move(ref UnityEngine.Point to)",
                "T Find<T>() where T : UnityEngine.Thing",
                "static UnityEngine.Thing op_Addition(UnityEngine.Thing a, UnityEngine.Thing b)",
                "void Old() [Obsolete]",
            }));
            Assert.That(
                Declarations(Real, "UnityEngine.Point"),
                Is.EquivalentTo(new[] { "(struct)", "float x", "readonly float y", "const int Size = 2" }));
            Assert.That(Declarations(Real, "UnityEngine.Kind"), Is.EquivalentTo(new[] { "(enum : int)", "None = 0", "Some = 4" }));
            Assert.That(Declarations(Real, "UnityEngine.Done"), Is.EqualTo(new[] { "(delegate void (int count))" }));
            Assert.That(Declarations(Real, "UnityEngine.Child"), Does.Contain("(sealed class : UnityEngine.IPart, UnityEngine.Thing)"));
        }

        [TestCase("public string name { get; set; }", null)]
        [TestCase("public string name { get; }", null)]
        [TestCase("public string name;", "has string name { get, set }")]
        [TestCase("public static string name { get; set; }", "has string name { get, set }")]
        [TestCase("public int id { get; set; }", "has only { get }")]
        [TestCase("protected virtual void Changed() { }", null)]
        [TestCase("protected void Changed() { }", null)]
        [TestCase("public virtual void Changed() { }", "has protected void Changed() virtual")]
        [TestCase("public void Move(Point to, bool now = true) { }", "has void Move(")]
        [TestCase("public void Move(Point to) { }", "has void Move(")]
        [TestCase("public void Move(ref Point to) { }", null)]
        [TestCase("public void Move(ref Point there) { }", "has void Move(")]
        [TestCase("public virtual void Move(ref Point to) { }", "is not virtual")]
        [TestCase("public T Find<T>() => default;", "has T Find<T>() where T : UnityEngine.Thing")]
        [TestCase("public void Old() { }", "is obsolete")]
        [TestCase("[System.Obsolete] public void Old() { }", null)]
        [TestCase("public void Hidden() { }", "nothing of this name")]
        [TestCase("public override string ToString() => null;", null)]
        public void Member_IsHeldAgainstTheRealOne(string member, string? difference)
        {
            var stand = $"namespace UnityEngine {{ public struct Point {{ }} public abstract class Thing {{ {member} }} }}";
            var read = Read(stand, "UnityEngine.Thing")
                .Single(entry => !entry.IsType && !entry.Declaration.Contains("Thing()", StringComparison.Ordinal));

            Assert.That(ApiComparison.Difference(read, Parse(Real, "2022.3")), difference == null ? Is.Null : Does.Contain(difference));
        }

        [TestCase("public sealed class Child : Thing { }", null)]
        [TestCase("public class Child : Thing { }", "is sealed")]
        [TestCase("public sealed class Child { }", null)]
        [TestCase("public sealed class Child : Thing, System.IDisposable { }", "is only a")]
        [TestCase("public struct Child { }", "has (sealed class")]
        [TestCase("public class Mark : System.Attribute { }", "has (class : System.Attribute [AttributeUsage(Class")]
        [TestCase("public enum Kind : byte { }", "has (enum : int)")]
        [TestCase("public delegate int Done(int count);", "has (delegate void (int count))")]
        [TestCase("public class Other { }", "no public type")]
        public void Type_IsHeldAgainstTheRealOne(string type, string? difference)
        {
            var read = ReadAll($"namespace UnityEngine {{ public abstract class Thing {{ }} {type} }}")
                .Single(entry => entry.IsType && entry.Type != "UnityEngine.Thing");

            Assert.That(ApiComparison.Difference(read, Parse(Real, "2022.3")), difference == null ? Is.Null : Does.Contain(difference));
        }

        [TestCase("y y y", ExpectedResult = "1")]
        [TestCase("n y y", ExpectedResult = "2")]
        [TestCase("y n y", ExpectedResult = "3")]
        [TestCase("y y n", ExpectedResult = null)]
        public string? Since_IsTheOldestFromWhichAllHaveIt(string versions) =>
            ApiComparison.Since(versions.Split(' ').Select((has, i) => ((i + 1).ToString(), has == "y")));

        [TestCase("public void Old() { }", true)]
        [TestCase("public void Gone() { }", true)]
        [TestCase("protected virtual void Changed() { }", false)]
        public void Member_IsObsolete_WhenItIsMarkedOrGone(string member, bool isObsolete)
        {
            var stand = $"namespace UnityEngine {{ public abstract class Thing {{ {member} }} }}";
            var read = Read(stand, "UnityEngine.Thing")
                .Single(entry => !entry.IsType && !entry.Declaration.Contains("Thing()", StringComparison.Ordinal));

            Assert.That(Parse(Real, "6000.4").IsObsolete(read), Is.EqualTo(isObsolete));
        }

        [Test]
        public void MemberOfAnObsoleteType_IsObsolete()
        {
            const string Stand = "namespace UnityEngine { public enum Order { None } }";

            Assert.That(
                Parse(Stand.Replace("public", "[System.Obsolete(\"\", false)] public", StringComparison.Ordinal), "6000.4")
                    .IsObsolete(Read(Stand, "UnityEngine.Order").Single(member => member.Name == "None")),
                Is.True);
        }

        [Test]
        public void FolderWithoutSources_IsRefused() =>
            Assert.That(() => UnitySource.Parse(_folder), Throws.TypeOf<DirectoryNotFoundException>());

        [Test]
        public void LineOfAnotherForm_IsRefused() =>
            Assert.That(() => SurfaceLine.Parse("UnityEngine.Camera\tvoid Render()"), Throws.TypeOf<FormatException>());

        private UnitySource Parse(string text, string version)
        {
            var folder = Path.Combine(_folder, version);
            Directory.CreateDirectory(Path.Combine(folder, "Runtime"));
            File.WriteAllText(Path.Combine(folder, "Runtime", "Source.cs"), text);
            return UnitySource.Parse(folder);
        }

        private static string[] Declarations(string text, string type) => Read(text, type).Select(member => member.Declaration).ToArray();

        private static IEnumerable<ApiMember> Read(string text, string type) => ReadAll(text).Where(member => member.Type == type);

        private static ApiMember[] ReadAll(string text) =>
            ApiReader.Read(
                Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
                    "Sample",
                    [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text)],
                    HostAssemblies.Platform,
                    new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary))
                        .Assembly,
                HostAssemblies.IsUnity).ToArray();
    }
}
