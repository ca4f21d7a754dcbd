using System.Collections.Generic;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Host.ApiSurface;

namespace Saccade.Package.Tests
{
    internal sealed class NativeCallsTests
    {
        // What is declared beside every case: an attribute in each of its spellings, a native call of each kind.
        private const string Natives =
            """
            namespace Bindings
            {
                public class NativeMethodAttribute : System.Attribute
                {
                    public NativeMethodAttribute() { }
                    public NativeMethodAttribute(string name, bool isFreeFunction, bool isThreadSafe) { }
                    public bool IsThreadSafe { get; set; }
                }
                public class FreeFunctionAttribute : NativeMethodAttribute
                {
                    public FreeFunctionAttribute(string name, bool isThreadSafe) { }
                }
                public class NativeThrowsAttribute : System.Attribute { }
                public class ThreadSafeAttribute : System.Attribute { }
                public class ThreadAndSerializationSafeAttribute : System.Attribute { }
            }
            namespace UnityEngine
            {
                using Bindings;
                public static class Native
                {
                    public extern static int Main();
                    [NativeThrows] public extern static int Throwing();
                    [NativeMethod(IsThreadSafe = false)] public extern static int Denied();
                    [ThreadSafe] public extern static int Safe();
                    [ThreadAndSerializationSafe] public extern static int SafeInOld();
                    [NativeMethod(IsThreadSafe = true)] public extern static int SafeByName();
                    [NativeMethod("x", true, isThreadSafe: true)] public extern static int SafeByColon();
                    [NativeMethodAttribute("x", true, true)] public extern static int SafeByPlace();
                    [NativeMethod("x", true, false)] public extern static int DeniedByPlace();
                    [FreeFunction("x", true)] public extern static int SafeFree();
                    [System.Runtime.InteropServices.DllImport("x")] public extern static int Library();
                    public extern static int state { get; [NativeMethod(IsThreadSafe = true)] set; }
                    [NativeMethod(IsThreadSafe = true)] public extern static int safeState { get; set; }
                    [System.Diagnostics.Conditional("NOWHERE")] public static void Left() => Main();
                    [System.Diagnostics.Conditional("UNITY_EDITOR")] public static void Kept() => Main();
                }
                public class Deep
                {
                    private readonly int _value = Native.Main();
                    public static implicit operator bool(Deep deep) => Native.Main() > 0;
                    public static Deep operator +(Deep a, Deep b) { Native.Main(); return a; }
                }
                public class Chained
                {
                    private readonly int _value = Native.Main();
                    public Chained() : this(1) { }
                    public Chained(int value) { }
                }
                public class Derived : Deep { }
                public class Open { public virtual void Run() { } }
                public class Closed : Open { public override void Run() => Native.Main(); }
                public interface IRun { void Run(); }
                public class Bag
                {
                    public System.Collections.Generic.List<int>.Enumerator GetEnumerator() { Native.Main(); return default; }
                }
                public static class More { public static int Twice(this Open open) => Native.Main(); }
                public partial class Split { partial void Part(); public void Whole() => Part(); }
                public partial class Split { partial void Part() => Native.Main(); }
            }
            """;

        private static readonly (string Members, string Threads)[] Cases =
        {
            ("void M() => Native.Main();", ThreadUse.Main),
            ("void M() => Native.Throwing();", ThreadUse.Main),
            ("void M() => Native.Denied();", ThreadUse.Main),
            ("void M() => Native.Safe();", ThreadUse.Any),
            ("void M() => Native.SafeInOld();", ThreadUse.Any),
            ("void M() => Native.SafeByName();", ThreadUse.Any),
            ("void M() => Native.SafeByColon();", ThreadUse.Any),
            ("void M() => Native.SafeByPlace();", ThreadUse.Any),
            ("void M() => Native.DeniedByPlace();", ThreadUse.Main),
            ("void M() => Native.SafeFree();", ThreadUse.Any),
            ("void M() => Native.Library();", ThreadUse.Any),
            ("void M() { }", ThreadUse.Any),
            ("extern void M();", ThreadUse.Main),
            ("void M() => A(); void A() => B(); void B() { if (false) { Native.Main(); } }", ThreadUse.Main),
            ("void M() => A(); void A() => B(); void B() => A();", ThreadUse.Any),
            ("void M() => A(); void A() { M(); Native.Main(); }", ThreadUse.Main),
            ("int M => Native.state;", ThreadUse.Main),
            ("void M() => Native.state = 1;", ThreadUse.Any),
            ("void M() => Native.state += 1;", ThreadUse.Main),
            ("void M() => Native.state++;", ThreadUse.Main),
            ("int M { get => Native.safeState; set => Native.safeState = value; }", ThreadUse.Any),
            ("int M { get => Native.Main(); set { } }", ThreadUse.MainGet),
            ("int M { get => 1; set => Native.Main(); }", ThreadUse.MainSet),
            ("int M { get => Native.Main(); set => Native.Main(); }", ThreadUse.Main),
            ("int M { get; set; } = Native.Main();", ThreadUse.Any),
            ("event System.Action M { add => Native.Main(); remove { } }", ThreadUse.Main),
            ("event System.Action M;", ThreadUse.Any),
            ("object M() => new Deep();", ThreadUse.Main),
            ("object M() => new Derived();", ThreadUse.Main),
            ("object M() => new Chained();", ThreadUse.Main),
            ("bool M(Deep deep) => deep;", ThreadUse.Main),
            ("object M(Deep deep) => deep + deep;", ThreadUse.Main),
            ("void M(Bag bag) { foreach (var one in bag) { } }", ThreadUse.Main),
            ("int M(Open open) => open.Twice();", ThreadUse.Main),
            ("void M(Split split) => split.Whole();", ThreadUse.Main),
            ("void M() => Native.Left();", ThreadUse.Any),
            ("void M() => Native.Kept();", ThreadUse.Main),
            ("T M<T>(T value) => G(value); T G<T>(T value) { Native.Main(); return value; }", ThreadUse.Main),
            ("object M() => nameof(Native.Main);", ThreadUse.Any), // a name is no call
            ("System.Func<int> M() => () => Native.Main();", ThreadUse.Any), // runs later
            ("System.Func<int> M() => Native.Main;", ThreadUse.Any), // runs later
            ("void M(Open open) => open.Run();", ThreadUse.Any), // what overrides it is the caller's
            ("void M(Closed closed) => closed.Run();", ThreadUse.Main),
            ("void M(IRun run) => run.Run();", ThreadUse.Any),
            ("int M() => Missing.Call(Native.Main());", ThreadUse.Main), // what surrounds it does not bind
        };

        private static IEnumerable<int> Numbers => Enumerable.Range(0, Cases.Length);

        private string _folder = null!;
        private UnitySource _source = null!;

        [OneTimeSetUp]
        public void Parse()
        {
            _folder = Directory.CreateTempSubdirectory("saccade-natives-").FullName;
            var users = Cases.Select((entry, i) => $"public class User{i} {{ public {entry.Members} }}");
            var folder = Directory.CreateDirectory(Path.Combine(_folder, "2022.3", "Runtime")).FullName;
            File.WriteAllText(
                Path.Combine(folder, "Source.cs"), $"{Natives} namespace UnityEngine {{ {string.Join("\n", users)} }}");
            _source = UnitySource.Parse(Path.GetDirectoryName(folder)!);
        }

        [OneTimeTearDown]
        public void DeleteFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Member_IsTheMainThreads_WhenItEndsInANativeCallThatIsNotThreadSafe([ValueSource(nameof(Numbers))] int which)
        {
            var (members, threads) = Cases[which];
            var member = Member("User" + which, "M");
            var (get, set) = _source.IsMainOnly(member);

            Assert.That(ThreadUse.Of(member, get, set), Is.EqualTo(threads), members);
            Assert.That(_source.NativePath(member), threads == ThreadUse.Any ? Is.Empty : Is.Not.Empty, members);
        }

        [TestCase("Deep", true)]
        [TestCase("Derived", true)]
        [TestCase("Open", false)]
        public void Constructor_IsJudgedWithWhatItConstructsFirst(string type, bool isMainOnly)
        {
            var constructor = Member(type, ".ctor");

            Assert.That(_source.IsMainOnly(constructor), Is.EqualTo((isMainOnly, isMainOnly)));
        }

        [Test]
        public void Path_NamesTheNativeCallLast() =>
            Assert.That(
                _source.NativePath(Member("Split", "Whole")),
                Is.EqualTo(new[] { "UnityEngine.Split.Whole()", "UnityEngine.Split.Part()", "UnityEngine.Native.Main()" }));

        [Test]
        public void StandInWithFewerAccessors_IsJudgedByThoseItHas()
        {
            var real = Member("Native", "state");
            var (get, set) = _source.IsMainOnly(real);

            Assert.That(ThreadUse.Of(real, get, set), Is.EqualTo(ThreadUse.MainGet));
            Assert.That(ThreadUse.Of(real with { Accessors = new ValueList(new[] { "set" }) }, get, set), Is.EqualTo(ThreadUse.Any));
        }

        private ApiMember Member(string type, string name) =>
            _source.Members("UnityEngine." + type).Single(member => member.Name == name && !member.IsType);
    }
}
