using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Saccade.Package.Tests
{
    /// <summary>
    /// Finds what works in the editor and fails in a player: IL2CPP compiles everything ahead of time, and managed stripping leaves out
    /// what nothing refers to.
    /// </summary>
    internal sealed class Il2CppAudit
    {
        private const string NativeCallback = "AOT.MonoPInvokeCallbackAttribute";

        private const string OnLoad = "UnityEngine.RuntimeInitializeOnLoadMethodAttribute";

        private const string AlwaysLink = "UnityEngine.Scripting.AlwaysLinkAssemblyAttribute";

        private const string NoCode = "IL2CPP can't make code at run time";

        private const string Stripped = "what only reflection reaches is stripped from players";

        // Namespaces, types or members by full name; a member is meant with all its overloads.
        private static readonly Dictionary<string, string> Banned = new(StringComparer.Ordinal)
        {
            ["System.Reflection.Emit"] = NoCode,
            ["System.Linq.Expressions"] = NoCode,
            ["System.Runtime.CompilerServices.CallSite"] = NoCode,
            ["System.AppDomain.CreateDomain"] = "a player has one domain",
            ["System.AppDomain.DefineDynamicAssembly"] = NoCode,
            ["System.AppDomain.Load"] = NoCode,
            ["System.AppDomain.GetAssemblies"] = Stripped,
            ["System.Reflection.Assembly.Load"] = NoCode,
            ["System.Reflection.Assembly.LoadFrom"] = NoCode,
            ["System.Reflection.Assembly.LoadFile"] = NoCode,
            ["System.Reflection.Assembly.GetType"] = Stripped,
            ["System.Reflection.Assembly.GetTypes"] = Stripped,
            ["System.Reflection.Assembly.GetExportedTypes"] = Stripped,
            ["System.Type.GetType"] = Stripped,
            ["System.Type.GetMethod"] = Stripped,
            ["System.Type.GetMethods"] = Stripped,
            ["System.Type.GetField"] = Stripped,
            ["System.Type.GetFields"] = Stripped,
            ["System.Type.GetProperty"] = Stripped,
            ["System.Type.GetProperties"] = Stripped,
            ["System.Type.GetConstructor"] = Stripped,
            ["System.Type.GetConstructors"] = Stripped,
            ["System.Type.InvokeMember"] = Stripped,
            ["System.Type.MakeGenericType"] = "IL2CPP has only the generic types that code names",
            ["System.Reflection.MethodInfo.MakeGenericMethod"] = "IL2CPP has only the generic methods that code names",
            ["System.Activator.CreateInstance"] = Stripped,
            ["System.Delegate.CreateDelegate"] = Stripped,
            ["System.Delegate.DynamicInvoke"] = Stripped,
            ["System.Reflection.MethodBase.Invoke"] = Stripped,
            ["System.Threading.Thread.Abort"] = "IL2CPP can't abort threads",
            ["System.Runtime.Remoting"] = "players have no remoting",
            ["System.Runtime.Serialization.Formatters"] = Stripped,
            ["System.Xml.Serialization"] = NoCode,
            ["Newtonsoft.Json.JsonConvert"] = Stripped + ": read JObject's members by name",
            ["Newtonsoft.Json.JsonSerializer"] = Stripped + ": read JObject's members by name",
            ["Newtonsoft.Json.Linq.JToken.ToObject"] = Stripped + ": convert values by casts",
            ["Newtonsoft.Json.Linq.JToken.FromObject"] = Stripped,
            ["Newtonsoft.Json.Linq.JObject.FromObject"] = Stripped,
            ["Newtonsoft.Json.Linq.JArray.FromObject"] = Stripped,
        };

        private readonly CSharpCompilation _compilation;
        private readonly List<string> _problems = new();

        private Il2CppAudit(CSharpCompilation compilation)
        {
            _compilation = compilation;
        }

        /// <summary>Looks through an assembly's sources.</summary>
        /// <param name="compilation">An assembly that compiles.</param>
        /// <returns>One line for each problem, with the place and the reason.</returns>
        public static IReadOnlyList<string> Problems(CSharpCompilation compilation)
        {
            Il2CppAudit audit = new(compilation);
            var needsLink = false;
            foreach (var tree in compilation.SyntaxTrees)
            {
                var model = compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    audit.Look(node, model);
                    needsLink |= node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method
                        && Has(model.GetDeclaredSymbol(method)!, OnLoad);
                }
            }

            if (needsLink && !Has(compilation.Assembly, AlwaysLink))
            {
                audit._problems.Add(
                    $"{compilation.AssemblyName}: has methods that run on load, which players leave out with the whole assembly where no "
                    + "scene refers to it. Add [assembly: AlwaysLinkAssembly].");
            }

            return audit._problems;
        }

        private void Look(SyntaxNode node, SemanticModel model)
        {
            switch (node)
            {
                case SimpleNameSyntax name:
                    LookAtName(name, model.GetSymbolInfo(name).Symbol);
                    break;
                case MethodDeclarationSyntax { TypeParameterList: not null } declaration:
                    LookAtGeneric(declaration, model.GetDeclaredSymbol(declaration)!);
                    break;
                case InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol method:
                    LookAtCall(call, method, model);
                    break;
            }
        }

        private void LookAtName(SimpleNameSyntax name, ISymbol? symbol)
        {
            if (symbol is ITypeSymbol { TypeKind: TypeKind.Dynamic })
            {
                Add(name, "dynamic: " + NoCode);
            }

            for (var part = symbol?.OriginalDefinition;
                part is { Kind: not SymbolKind.NetModule and not SymbolKind.Assembly };
                part = part.ContainingSymbol)
            {
                if (Banned.TryGetValue(FullName(part), out var reason))
                {
                    Add(name, $"{FullName(part)}: {reason}");
                    return;
                }
            }
        }

        // A generic method that is chosen at run time may meet a value type that it was never compiled for.
        private void LookAtGeneric(MethodDeclarationSyntax declaration, IMethodSymbol method)
        {
            var isChosenAtRunTime =
                method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType.TypeKind == TypeKind.Interface;
            if (isChosenAtRunTime && method.TypeParameters.Any(parameter => !parameter.HasReferenceTypeConstraint))
            {
                Add(
                    declaration,
                    $"{method.Name}: a virtual generic method has no code for value types that no call names. Constrain it to classes.");
            }
        }

        private void LookAtCall(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
        {
            var name = FullName(method.OriginalDefinition);
            if (name == "System.Runtime.InteropServices.Marshal.GetDelegateForFunctionPointer")
            {
                LookAtNativeFunction(call, method, model);
            }

            foreach (var argument in call.ArgumentList.Arguments)
            {
                var type = model.GetTypeInfo(argument.Expression).ConvertedType;
                var goesToNativeCode = name == "System.Runtime.InteropServices.Marshal.GetFunctionPointerForDelegate"
                    || (type?.TypeKind == TypeKind.Delegate
                        && (method.GetDllImportData() != null
                            || Has(type, "System.Runtime.InteropServices.UnmanagedFunctionPointerAttribute")));
                if (goesToNativeCode)
                {
                    LookAtCallback(argument.Expression, model, 0);
                }
            }
        }

        private void LookAtNativeFunction(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model)
        {
            var type = method.TypeArguments.FirstOrDefault()
                ?? (call.ArgumentList.Arguments.ElementAtOrDefault(1)?.Expression is TypeOfExpressionSyntax named
                    ? model.GetTypeInfo(named.Type).Type
                    : null);
            var types = type is ITypeParameterSymbol { DeclaringMethod: { } declaring } parameter
                ? Calls(declaring).Select(found => (ITypeSymbol?)found.TypeArguments[parameter.Ordinal])
                : new[] { type };
            if (types.Any(actual => actual is not INamedTypeSymbol { IsGenericType: false, TypeKind: TypeKind.Delegate }))
            {
                Add(call, "IL2CPP wraps native functions only in delegates that are not generic and that the code names.");
            }
        }

        private void LookAtCallback(ExpressionSyntax expression, SemanticModel model, int depth)
        {
            const int Deep = 8;
            switch (expression)
            {
                case ParenthesizedExpressionSyntax inner:
                    LookAtCallback(inner.Expression, model, depth);
                    return;
                case CastExpressionSyntax cast:
                    LookAtCallback(cast.Expression, model, depth);
                    return;
                case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: 1 } made:
                    LookAtCallback(made.ArgumentList!.Arguments[0].Expression, model, depth);
                    return;
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }:
                    return;
            }

            var symbol = model.GetSymbolInfo(expression).Symbol;
            if (symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && expression is not InvocationExpressionSyntax)
            {
                if (!method.IsStatic || !Has(method, NativeCallback))
                {
                    Add(expression, $"{method.Name}: native code can call only static methods with [MonoPInvokeCallback].");
                }

                return;
            }

            (ExpressionSyntax Value, SemanticModel Model)[] values =
                symbol is IFieldSymbol or ILocalSymbol && depth < Deep
                    ? Values(symbol).ToArray()
                    : Array.Empty<(ExpressionSyntax, SemanticModel)>();
            if (values.Length == 0)
            {
                Add(expression,
                    "goes to native code, and can't be followed to a static method with [MonoPInvokeCallback]. Name the method here.");
            }

            foreach (var (value, where) in values)
            {
                LookAtCallback(value, where, depth + 1);
            }
        }

        // Whatever is assigned to a field or a local anywhere in the assembly.
        private IEnumerable<(ExpressionSyntax Value, SemanticModel Model)> Values(ISymbol symbol)
        {
            foreach (var tree in _compilation.SyntaxTrees)
            {
                var model = _compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    var value = node switch
                    {
                        VariableDeclaratorSyntax { Initializer: { } initializer } declared
                            when SymbolEqualityComparer.Default.Equals(model.GetDeclaredSymbol(declared), symbol) => initializer.Value,
                        AssignmentExpressionSyntax assigned
                            when SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assigned.Left).Symbol, symbol) => assigned.Right,
                        _ => null,
                    };
                    if (value != null)
                    {
                        yield return (value, model);
                    }
                }
            }
        }

        private IEnumerable<IMethodSymbol> Calls(IMethodSymbol method) =>
            _compilation.SyntaxTrees.SelectMany(tree =>
            {
                var model = _compilation.GetSemanticModel(tree);
                return tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                    .Select(call => model.GetSymbolInfo(call).Symbol)
                    .OfType<IMethodSymbol>()
                    .Where(called => SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, method.OriginalDefinition));
            });

        private void Add(SyntaxNode node, string problem)
        {
            var place = node.GetLocation().GetLineSpan();
            _problems.Add($"{place.Path}({place.StartLinePosition.Line + 1}): {problem}");
        }

        private static bool Has(ISymbol symbol, string attribute) =>
            symbol.GetAttributes().Any(data => data.AttributeClass != null && FullName(data.AttributeClass) == attribute);

        private static string FullName(ISymbol symbol)
        {
            var outer = symbol.ContainingSymbol is INamespaceOrTypeSymbol container and not INamespaceSymbol { IsGlobalNamespace: true }
                ? FullName(container) + "."
                : string.Empty;
            return outer + symbol.Name;
        }
    }
}
