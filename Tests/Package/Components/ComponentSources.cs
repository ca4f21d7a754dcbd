using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Saccade.Package.Tests.Rooms;

namespace Saccade.Package.Tests.Components
{
    /// <summary>The components that users add to objects, as their sources declare them.</summary>
    internal static class ComponentSources
    {
        /// <summary>All components of the package and its samples, the samples' left out where only the package's are asked for.</summary>
        public static IEnumerable<INamedTypeSymbol> Find(bool withSamples) =>
            RoomSources.Names
                .Where(name => name.StartsWith("Saccade.Runtime", StringComparison.Ordinal)
                    || (withSamples && name.StartsWith("Saccade.Samples", StringComparison.Ordinal)))
                .SelectMany(name => RoomRules.Types(RoomSources.Of(name)))
                .Select(pair => pair.Type)
                .Where(type => !type.IsAbstract && DerivesFrom(type, "UnityEngine.MonoBehaviour"))
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);

        /// <summary>What the engine keeps of a component in scenes and prefabs, and what the inspector shows.</summary>
        public static IEnumerable<IFieldSymbol> SerializedFields(INamedTypeSymbol component)
        {
            for (var type = component; type != null && type.Name != "MonoBehaviour"; type = type.BaseType)
            {
                foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
                {
                    var isOpen = field.DeclaredAccessibility == Accessibility.Public && !Has(field, "NonSerializedAttribute");
                    if (!field.IsStatic && !field.IsConst && !field.IsReadOnly && (isOpen || Has(field, "SerializeField")))
                    {
                        yield return field;
                    }
                }
            }
        }

        /// <summary>Whether a symbol carries an attribute.</summary>
        public static bool Has(ISymbol symbol, string attribute) =>
            symbol.GetAttributes().Any(one => one.AttributeClass?.Name == attribute);

        /// <summary>Whether a type is another or derives from it.</summary>
        public static bool DerivesFrom(ITypeSymbol type, string ancestor)
        {
            for (var one = type; one != null; one = one.BaseType)
            {
                if (one.ToDisplayString() == ancestor)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
