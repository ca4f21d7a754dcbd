using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Puts a check at the beginning of each of the stand-in's members that Unity keeps for the main thread.</summary>
    public static class GuardWriter
    {
        /// <summary>The type that holds the check, in the engine's assembly.</summary>
        public const string GuardType = "Saccade.Host.NativeCall";

        /// <summary>The check: a static method that takes the member's name.</summary>
        public const string GuardMethod = "Demand";

        private const string Engine = "Saccade.Host.Engine";

        /// <summary>Changes an assembly in its place; a second time changes nothing.</summary>
        /// <param name="assembly">The assembly's path, its symbols beside it.</param>
        /// <param name="list">The list of the stand-in's API.</param>
        /// <param name="references">The assemblies that it was compiled against.</param>
        public static void Write(string assembly, IEnumerable<SurfaceLine> list, IReadOnlyCollection<string> references)
        {
            var tokens = MainOnly(HostAssemblies.ReadSymbols(assembly, references.Where(IsHost)), list);
            using DefaultAssemblyResolver resolver = new();
            foreach (var folder in references.Select(path => Path.GetDirectoryName(path)!).Distinct())
            {
                resolver.AddSearchDirectory(folder);
            }

            using var module = ModuleDefinition.ReadModule(
                assembly, new ReaderParameters { AssemblyResolver = resolver, InMemory = true, ReadSymbols = true });
            var guard = Guard(module);
            foreach (var token in tokens)
            {
                Guard((MethodDefinition)module.LookupToken(token), guard);
            }

            module.Write(assembly, new WriterParameters { WriteSymbols = true, DeterministicMvid = true });
        }

        /// <summary>The methods that the list keeps for the main thread.</summary>
        /// <param name="symbols">What an assembly offers.</param>
        /// <param name="list">The list of the stand-in's API.</param>
        /// <returns>Their metadata tokens; abstract ones, which can't hold a check, are left out.</returns>
        public static IReadOnlyList<int> MainOnly(IEnumerable<(ISymbol Symbol, ApiMember Member)> symbols, IEnumerable<SurfaceLine> list)
        {
            var threads = list.ToDictionary(line => line.Key, line => line.Threads, StringComparer.Ordinal);
            return symbols.SelectMany(entry => Methods(entry.Symbol, threads.GetValueOrDefault(entry.Member.Key, ThreadUse.Any)))
                .Where(method => method is { IsAbstract: false, IsExtern: false })
                .Select(method => method!.MetadataToken)
                .ToArray();
        }

        private static IMethodSymbol?[] Methods(ISymbol symbol, string threads)
        {
            var get = ThreadUse.IsGetMain(threads);
            var set = ThreadUse.IsSetMain(threads);
            return symbol switch
            {
                IPropertySymbol property => new[] { get ? property.GetMethod : null, set ? property.SetMethod : null },
                IEventSymbol raised when get => new[] { raised.AddMethod, raised.RemoveMethod },
                IMethodSymbol method when get => new[] { method },
                _ => Array.Empty<IMethodSymbol?>(),
            };
        }

        private static bool IsHost(string path) => HostAssemblies.PackageByAssembly.ContainsKey(Path.GetFileNameWithoutExtension(path));

        private static MethodReference Guard(ModuleDefinition module)
        {
            if (module.GetType(GuardType) is { } own)
            {
                return own.Methods.Single(method => method.Name == GuardMethod);
            }

            var slash = GuardType.LastIndexOf('.');
            TypeReference type = new(
                GuardType[..slash],
                GuardType[(slash + 1)..],
                module,
                module.AssemblyReferences.Single(reference => reference.Name == Engine));
            return new MethodReference(GuardMethod, module.TypeSystem.Void, type)
            {
                Parameters = { new ParameterDefinition(module.TypeSystem.String) },
            };
        }

        private static void Guard(MethodDefinition method, MethodReference guard)
        {
            var code = method.Body.Instructions;
            if (code.Count > 1 && code[1].Operand is MethodReference called && called.FullName == guard.FullName)
            {
                return;
            }

            var type = method.DeclaringType.Name.Split('`')[0];
            code.Insert(0, Instruction.Create(OpCodes.Call, guard));
            code.Insert(0, Instruction.Create(OpCodes.Ldstr, method.IsConstructor ? type : $"{type}.{method.Name}"));
        }
    }
}
