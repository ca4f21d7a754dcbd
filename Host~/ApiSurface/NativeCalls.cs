using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Follows Unity's managed code to the native calls that it ends in, and says which only the main thread may make.</summary>
    /// <remarks>
    /// A native call is refused off the main thread, and while a script is constructed, unless its declaration says that it is thread-safe.
    /// Followed are calls, properties, events, operators, conversions, constructors with what they construct first, on every path through a
    /// body. Not followed: a lambda, which runs later; a virtual or interface call beyond the member that it names, because what overrides
    /// it is the caller's; static initialisers, which have mostly run before.
    /// </remarks>
    public sealed class NativeCalls
    {
        private readonly Compilation _compilation;
        private readonly Dictionary<IMethodSymbol, IMethodSymbol[]> _calls = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<IMethodSymbol, bool> _isMainOnly = new(SymbolEqualityComparer.Default);
        private readonly Dictionary<SyntaxTree, SemanticModel> _models = new();

        /// <summary>Follows calls within one compilation.</summary>
        /// <param name="compilation">The sources; calls that they leave are taken to be safe.</param>
        public NativeCalls(Compilation compilation)
        {
            _compilation = compilation;
        }

        /// <summary>Whether reading and writing a member, or calling it, is for the main thread alone.</summary>
        /// <param name="member">A type, or a member of one.</param>
        /// <returns>For a property each of its accessors; for all else the same twice.</returns>
        public (bool Get, bool Set) IsMainOnly(ISymbol member)
        {
            ArgumentNullException.ThrowIfNull(member);
            if (member is IPropertySymbol property)
            {
                return (IsMainOnly(property.GetMethod), IsMainOnly(property.SetMethod));
            }

            var isMainOnly = member is IEventSymbol raised
                ? IsMainOnly(raised.AddMethod) || IsMainOnly(raised.RemoveMethod)
                : IsMainOnly(member as IMethodSymbol);
            return (isMainOnly, isMainOnly);
        }

        /// <summary>The shortest way from a member to a native call that is not thread-safe.</summary>
        /// <param name="method">The method.</param>
        /// <returns>The methods called, the native one last; empty where there is no such way.</returns>
        public IReadOnlyList<IMethodSymbol> Path(IMethodSymbol method)
        {
            ArgumentNullException.ThrowIfNull(method);
            Dictionary<IMethodSymbol, IMethodSymbol?> callers = new(SymbolEqualityComparer.Default);
            Queue<IMethodSymbol> open = new();
            var start = Definition(method);
            callers.Add(start, null);
            open.Enqueue(start);
            while (open.TryDequeue(out var at))
            {
                if (IsUnsafeNative(at))
                {
                    List<IMethodSymbol> path = new();
                    for (var step = at; step != null; step = callers[step])
                    {
                        path.Add(step);
                    }

                    path.Reverse();
                    return path;
                }

                foreach (var called in Calls(at))
                {
                    if (callers.TryAdd(called, at))
                    {
                        open.Enqueue(called);
                    }
                }
            }

            return Array.Empty<IMethodSymbol>();
        }

        private bool IsMainOnly(IMethodSymbol? method)
        {
            if (method == null)
            {
                return false;
            }

            var start = Definition(method);
            if (!_isMainOnly.TryGetValue(start, out var known))
            {
                known = Search(start);
            }

            return known;
        }

        // What is reached from here and was never judged is judged now: all of it is safe where nothing unsafe was found, else each by
        // going backwards from what is unsafe.
        private bool Search(IMethodSymbol start)
        {
            Dictionary<IMethodSymbol, List<IMethodSymbol>> callers = new(SymbolEqualityComparer.Default) { [start] = new() };
            Queue<IMethodSymbol> open = new();
            Queue<IMethodSymbol> unsafeOnes = new();
            open.Enqueue(start);
            while (open.TryDequeue(out var at))
            {
                var isJudged = _isMainOnly.TryGetValue(at, out var isUnsafe);
                if (isJudged ? isUnsafe : IsUnsafeNative(at))
                {
                    unsafeOnes.Enqueue(at);
                    continue;
                }

                foreach (var called in isJudged ? Array.Empty<IMethodSymbol>() : Calls(at))
                {
                    if (!callers.TryGetValue(called, out var list))
                    {
                        list = new List<IMethodSymbol>();
                        callers.Add(called, list);
                        open.Enqueue(called);
                    }

                    list.Add(at);
                }
            }

            HashSet<IMethodSymbol> mainOnly = new(SymbolEqualityComparer.Default);
            while (unsafeOnes.TryDequeue(out var at))
            {
                if (mainOnly.Add(at))
                {
                    callers[at].ForEach(unsafeOnes.Enqueue);
                }
            }

            foreach (var method in callers.Keys)
            {
                _isMainOnly[method] = mainOnly.Contains(method);
            }

            return mainOnly.Contains(start);
        }

        private static bool IsUnsafeNative(IMethodSymbol method) =>
            method.IsExtern && method.GetDllImportData() == null && !SaysThreadSafe(method)
                && !(method.AssociatedSymbol is { } property && SaysThreadSafe(property));

        // By the text of the attributes: their spelling changed over the versions, and some were declared anew where they were needed.
        private static bool SaysThreadSafe(ISymbol symbol) =>
            symbol.DeclaringSyntaxReferences.SelectMany(reference => AttributeLists(reference.GetSyntax()))
                .SelectMany(list => list.Attributes)
                .Any(SaysThreadSafe);

        private static bool SaysThreadSafe(AttributeSyntax attribute)
        {
            var name = attribute.Name.ToString().Split('.')[^1];
            name = name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;
            if (name is "ThreadSafe" or "ThreadAndSerializationSafe")
            {
                return true;
            }

            // At this place among its unnamed arguments each says the same.
            var place = name switch { "FreeFunction" => 1, "NativeMethod" => 2, "NativeProperty" => 3, _ => int.MaxValue };
            return attribute.ArgumentList is { } arguments && arguments.Arguments
                .Where((argument, i) =>
                    argument.NameEquals?.Name.Identifier.Text == "IsThreadSafe"
                    || argument.NameColon?.Name.Identifier.Text == "isThreadSafe"
                    || (i == place && argument.NameEquals == null && argument.NameColon == null))
                .Any(argument => argument.Expression.ToString() == "true");
        }

        private static IEnumerable<AttributeListSyntax> AttributeLists(SyntaxNode node) => node switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            AccessorDeclarationSyntax accessor => accessor.AttributeLists,
            _ => Array.Empty<AttributeListSyntax>(),
        };

        private IMethodSymbol[] Calls(IMethodSymbol method)
        {
            if (!_calls.TryGetValue(method, out var calls))
            {
                HashSet<IMethodSymbol> found = new(SymbolEqualityComparer.Default);
                foreach (var operation in Bodies(method))
                {
                    Collect(operation, found);
                }

                if (method.MethodKind == MethodKind.Constructor)
                {
                    CollectBase(method, found);
                }

                calls = found.ToArray();
                _calls.Add(method, calls);
            }

            return calls;
        }

        private IEnumerable<IOperation> Bodies(IMethodSymbol method)
        {
            foreach (var node in method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
            {
                if (node is not (TypeDeclarationSyntax or VariableDeclaratorSyntax) && Model(node).GetOperation(node) is { } body)
                {
                    yield return body;
                }
            }

            // A constructor that hands on to another of its class leaves the fields to that one.
            if (method.MethodKind == MethodKind.Constructor && !HandsOn(method))
            {
                foreach (var initializer in method.ContainingType.GetMembers().Where(member => !member.IsStatic).SelectMany(Initializers))
                {
                    if (Model(initializer).GetOperation(initializer) is { } value)
                    {
                        yield return value;
                    }
                }
            }
        }

        private static IEnumerable<EqualsValueClauseSyntax> Initializers(ISymbol member) =>
            member is IFieldSymbol or IPropertySymbol or IEventSymbol
                ? member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Select(node => node switch
                {
                    VariableDeclaratorSyntax field => field.Initializer,
                    PropertyDeclarationSyntax property => property.Initializer,
                    _ => null,
                }).OfType<EqualsValueClauseSyntax>()
                : Array.Empty<EqualsValueClauseSyntax>();

        private static ConstructorInitializerSyntax? InitializerOf(IMethodSymbol constructor) =>
            constructor.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>()
                .FirstOrDefault()?.Initializer;

        private static bool HandsOn(IMethodSymbol constructor) =>
            InitializerOf(constructor)?.ThisOrBaseKeyword.ValueText == "this";

        private static void CollectBase(IMethodSymbol constructor, HashSet<IMethodSymbol> found)
        {
            if (InitializerOf(constructor) == null
                && constructor.ContainingType.BaseType?.InstanceConstructors
                    .FirstOrDefault(candidate => candidate.Parameters.All(parameter => parameter.IsOptional)) is { } parent)
            {
                found.Add(Definition(parent));
            }
        }

        private void Collect(IOperation operation, HashSet<IMethodSymbol> found)
        {
            if (operation is IAnonymousFunctionOperation or INameOfOperation)
            {
                return;
            }

            foreach (var called in Called(operation))
            {
                if (called != null && !IsLeftOut(called))
                {
                    found.Add(Definition(called));
                }
            }

            foreach (var child in operation.ChildOperations)
            {
                Collect(child, found);
            }
        }

        private IEnumerable<IMethodSymbol?> Called(IOperation operation) => operation switch
        {
            IInvocationOperation call => new[] { call.TargetMethod },
            IObjectCreationOperation creation => new[] { creation.Constructor },
            IPropertyReferenceOperation property => Accessors(property),
            IEventAssignmentOperation { EventReference: IEventReferenceOperation raised } assignment =>
                new[] { assignment.Adds ? raised.Event.AddMethod : raised.Event.RemoveMethod },
            IConversionOperation conversion => new[] { conversion.OperatorMethod },
            IBinaryOperation binary => new[] { binary.OperatorMethod },
            IUnaryOperation unary => new[] { unary.OperatorMethod },
            ICompoundAssignmentOperation assignment => new[] { assignment.OperatorMethod },
            IIncrementOrDecrementOperation step => new[] { step.OperatorMethod },
            IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } => Walked(loop),

            // What does not bind, because a part of Unity's sources is missing, still has candidates.
            IInvalidOperation invalid => Model(invalid.Syntax).GetSymbolInfo(invalid.Syntax).CandidateSymbols.OfType<IMethodSymbol>(),
            _ => Array.Empty<IMethodSymbol>(),
        };

        private IMethodSymbol?[] Walked(CommonForEachStatementSyntax loop)
        {
            var info = Microsoft.CodeAnalysis.CSharp.CSharpExtensions.GetForEachStatementInfo(Model(loop), loop);
            return new[] { info.GetEnumeratorMethod, info.MoveNextMethod, info.CurrentProperty?.GetMethod, info.DisposeMethod };
        }

        private static IEnumerable<IMethodSymbol?> Accessors(IPropertyReferenceOperation reference)
        {
            var isTarget = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
            var isChanged = reference.Parent is ICompoundAssignmentOperation or ICoalesceAssignmentOperation && isTarget
                || reference.Parent is IIncrementOrDecrementOperation;
            if (!isTarget || isChanged)
            {
                yield return reference.Property.GetMethod;
            }

            if (isTarget || isChanged)
            {
                yield return reference.Property.SetMethod;
            }
        }

        // The compiler drops calls of these unless one of their symbols is defined, and only the editor's are.
        private static bool IsLeftOut(IMethodSymbol method)
        {
            var symbols = method.GetAttributes().Where(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute")
                .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string).ToArray();
            return symbols.Length > 0 && !symbols.Any(symbol => UnitySource.Symbols.Contains(symbol));
        }

        private static IMethodSymbol Definition(IMethodSymbol method)
        {
            var definition = (method.ReducedFrom ?? method).OriginalDefinition;
            return definition.PartialImplementationPart ?? definition;
        }

        private SemanticModel Model(SyntaxNode node)
        {
            if (!_models.TryGetValue(node.SyntaxTree, out var model))
            {
                model = _compilation.GetSemanticModel(node.SyntaxTree);
                _models.Add(node.SyntaxTree, model);
            }

            return model;
        }
    }
}
