using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Saccade.Package.Tests
{
    internal sealed class Il2CppTests
    {
        private static readonly string[] Assemblies = new[] { "Saccade.Host.Engine.dll", "Newtonsoft.Json.dll" }
            .Select(name => Path.Combine(AppContext.BaseDirectory, name)).ToArray();

        [Test]
        public void WhatPlayersHold_WorksAheadOfTime()
        {
            var compilations = UnityPass.All.Where(pass => !pass.IsEditor).SelectMany(UnityBuild.Package.Compile)
                .Where(compilation => compilation.AssemblyName!.StartsWith("Saccade.", StringComparison.Ordinal))
                .DistinctBy(compilation =>
                    $"{compilation.AssemblyName} {string.Join(' ', compilation.SyntaxTrees.First().Options.PreprocessorSymbolNames)}")
                .ToArray();

            Assert.That(compilations.Select(compilation => compilation.AssemblyName),
                Does.Contain("Saccade.Core").And.Contain("Saccade.Runtime.OpenGL"));
            Assert.That(compilations.SelectMany(Il2CppAudit.Problems).Distinct(), Is.Empty);
        }

        [TestCase("object M() => System.Activator.CreateInstance(typeof(int));", "System.Activator.CreateInstance")]
        [TestCase("object M() => GetType().GetMethod(\"M\").Invoke(this, null);", "System.Reflection.MethodBase.Invoke")]
        [TestCase("object M() => System.Type.GetType(\"C\");", "System.Type.GetType")]
        [TestCase("object M() => typeof(System.Collections.Generic.List<>).MakeGenericType(typeof(int));", "MakeGenericType")]
        [TestCase("System.Linq.Expressions.Expression E;", "System.Linq.Expressions")]
        [TestCase("System.Reflection.Emit.ILGenerator G;", "System.Reflection.Emit")]
        [TestCase("int M(dynamic d) => 0;", "dynamic")]
        [TestCase("int M(string s) => Newtonsoft.Json.JsonConvert.DeserializeObject<int>(s);", "Newtonsoft.Json.JsonConvert")]
        [TestCase("int M(Newtonsoft.Json.Linq.JToken t) => t.ToObject<int>();", "Newtonsoft.Json.Linq.JToken.ToObject")]
        [TestCase("void M(System.Threading.Thread t) => t.Abort();", "System.Threading.Thread.Abort")]
        [TestCase("public virtual void M<T>() { }", "virtual generic")]
        [TestCase("interface I { void M<T>(); }", "virtual generic")]
        [TestCase("System.IntPtr M() => Marshal.GetFunctionPointerForDelegate<D>(Bare); static void Bare() { }", "[MonoPInvokeCallback]")]
        [TestCase("static readonly D Kept = Bare; System.IntPtr M() => Marshal.GetFunctionPointerForDelegate(Kept); static void Bare() { }",
            "Bare")]
        [TestCase("System.IntPtr M() => Marshal.GetFunctionPointerForDelegate<D>(Own); [MonoPInvokeCallback(typeof(D))] void Own() { }",
            "static")]
        [TestCase("System.IntPtr M() => Marshal.GetFunctionPointerForDelegate<D>(() => { });", "can't be followed")]
        [TestCase("System.IntPtr M(D d) => Marshal.GetFunctionPointerForDelegate(d);", "can't be followed")]
        [TestCase("[DllImport(\"x\")] static extern void Take(System.Action a); void M() => Take(Bare); static void Bare() { }", "Bare")]
        [TestCase("static void Take(D d) { } void M() => Take(Bare); static void Bare() { }", "Bare")]
        [TestCase("object M(System.IntPtr p) => Marshal.GetDelegateForFunctionPointer<System.Func<int>>(p);", "not generic")]
        [TestCase("T B<T>(System.IntPtr p) => Marshal.GetDelegateForFunctionPointer<T>(p); object M() => B<System.Func<int>>(default);",
            "not generic")]
        [TestCase("[UnityEngine.RuntimeInitializeOnLoadMethod] static void Register() { }", "AlwaysLinkAssembly")]
        public void WhatFailsInPlayers_IsFound(string member, string expected) =>
            Assert.That(Problems(member, string.Empty), Has.Some.Contains(expected));

        [TestCase("public virtual void M<T>() where T : class { }", "")]
        [TestCase("public void M<T>() { }", "")]
        [TestCase("object M() => GetType().Name;", "")]
        [TestCase("int M(Newtonsoft.Json.Linq.JObject o) => (int)o[\"a\"];", "")]
        [TestCase(
            "static readonly D Kept = Own; System.IntPtr M() => Marshal.GetFunctionPointerForDelegate(Kept); "
            + "[MonoPInvokeCallback(typeof(D))] static void Own() { }",
            "")]
        [TestCase("T B<T>(System.IntPtr p) => Marshal.GetDelegateForFunctionPointer<T>(p); object M() => B<D>(default);", "")]
        [TestCase("[UnityEngine.RuntimeInitializeOnLoadMethod] static void Register() { }",
            "[assembly: UnityEngine.Scripting.AlwaysLinkAssembly]")]
        public void WhatWorksInPlayers_IsLeftAlone(string member, string attribute) => Assert.That(Problems(member, attribute), Is.Empty);

        private static IReadOnlyList<string> Problems(string member, string attribute)
        {
            var compilation = UnityCompiler.Compile(
                "Sample",
                [("sample.cs",
                    "using System.Runtime.InteropServices; using AOT; "
                    + $"{attribute} class C {{ [UnmanagedFunctionPointer(CallingConvention.StdCall)] delegate void D(); {member} }}")],
                [],
                [],
                false,
                Assemblies,
                []);
            Assert.That(
                UnityCompiler.Problems(compilation, DiagnosticSeverity.Error)
                    .Where(line => !line.Contains("CS0656", StringComparison.Ordinal)),
                Is.Empty);
            return Il2CppAudit.Problems(compilation);
        }
    }
}
