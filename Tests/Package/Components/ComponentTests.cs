using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using NUnit.Framework;

namespace Saccade.Package.Tests.Components
{
    /// <summary>What users of Unity expect of every component, also of one that is added tomorrow.</summary>
    internal sealed class ComponentTests
    {
        // Whoever awaits writes C#.
        private static readonly string[] Awaited = ["Task", "ValueTask", "Awaitable"];

        private static SymbolDisplayFormat Short { get; } = new(
            genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
            miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

        [Test]
        public void SerializedFields_HaveATooltip()
        {
            var fields = ComponentSources.Find(withSamples: true).SelectMany(ComponentSources.SerializedFields).ToArray();

            Assert.That(fields, Has.Length.GreaterThan(20));
            Assert.That(
                fields.Where(field => !ComponentSources.Has(field, "HideInInspector") && !ComponentSources.Has(field, "TooltipAttribute")),
                Is.Empty,
                "Say in a [Tooltip] what the field does: the inspector shows it.");
        }

        [Test]
        public void Components_AreFoundInTheMenuUnderSaccade() =>
            Assert.That(
                ComponentSources.Find(withSamples: true)
                    .Where(type => type.GetAttributes().FirstOrDefault(one => one.AttributeClass?.Name == "AddComponentMenu")
                        ?.ConstructorArguments[0].Value is not string path
                        || !(path.StartsWith("Saccade/", StringComparison.Ordinal) || IsHidden(type, path))),
                Is.Empty);

        [Test]
        public void Actions_HaveAFormForVisualScripting()
        {
            List<string> problems = [];
            foreach (var component in ComponentSources.Find(withSamples: false))
            {
                var methods = component.GetMembers().OfType<IMethodSymbol>()
                    .Where(method => method.MethodKind == MethodKind.Ordinary && method.DeclaredAccessibility == Accessibility.Public
                        && !method.IsStatic)
                    .ToArray();
                var plain = methods.Where(method => IsPlain(method, methods)).ToArray();
                foreach (var method in plain)
                {
                    TestContext.Out.WriteLine($"{component.Name}.{method.Name}({string.Join(", ", method.Parameters)})");
                    if (!Documentation(method).Contains("<summary>", StringComparison.Ordinal))
                    {
                        problems.Add($"{method}: has no documentation.");
                    }
                }

                problems.AddRange(methods.Except(plain, SymbolEqualityComparer.Default)
                    .Where(method => !methods.Where(overload => overload.Name == method!.Name && IsSame(overload, (IMethodSymbol)method))
                        .Any(overload => plain.Any(other => Names(other, overload))))
                    .Select(method => $"{method}: shares its name, or takes what a designer can't give. Add a public method with a name of "
                        + $"its own and plain parameters, whose documentation says <see cref=\"{Signature((IMethodSymbol)method!)}\"/>."));
            }

            Assert.That(problems, Is.Empty, () => string.Join("\n", problems));
        }

        // What a designer can't call has one form for all its overloads, what they could one for each.
        private static bool IsSame(IMethodSymbol overload, IMethodSymbol method) =>
            SymbolEqualityComparer.Default.Equals(overload, method) || !HasPlainParts(method);

        private static bool HasPlainParts(IMethodSymbol method) =>
            !method.IsGenericMethod
            && !Awaited.Contains(method.ReturnType.Name)
            && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsPlain(parameter.Type));

        private static bool IsPlain(IMethodSymbol method, IEnumerable<IMethodSymbol> all) =>
            all.Count(other => other.Name == method.Name) == 1 && HasPlainParts(method);

        private static bool IsPlain(ITypeSymbol type) =>
            type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String
            || type.TypeKind == TypeKind.Enum
            || (type.IsValueType && type.ContainingNamespace.ToDisplayString() == "UnityEngine")
            || ComponentSources.DerivesFrom(type, "UnityEngine.Object");

        private static bool Names(IMethodSymbol plain, ISymbol method) =>
            Documentation(plain).Contains($"cref=\"{Signature((IMethodSymbol)method)}\"", StringComparison.Ordinal);

        private static string Signature(IMethodSymbol method) =>
            $"{method.Name}({string.Join(", ", method.Parameters.Select(one => one.Type.ToDisplayString(Short)))})";

        // Unity compiles without documentation, where it is nothing but comments.
        private static string Documentation(IMethodSymbol method) =>
            string.Concat(method.DeclaringSyntaxReferences.Select(one => one.GetSyntax().GetLeadingTrivia().ToFullString()));

        // The menu leaves out what has an empty name there: what only the package itself adds.
        private static bool IsHidden(INamedTypeSymbol type, string path) =>
            path.Length == 0 && type.DeclaredAccessibility == Accessibility.Internal;
    }
}
