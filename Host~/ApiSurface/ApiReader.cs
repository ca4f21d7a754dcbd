using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Reads public types and members out of an assembly, be it compiled or only parsed, into one canonical form.</summary>
    public static class ApiReader
    {
        private static readonly SymbolDisplayFormat TypeFormat = new(
            globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
            typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
            genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
            miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

        /// <summary>All of an assembly that others can see, in the namespaces that are given.</summary>
        /// <param name="assembly">The assembly.</param>
        /// <param name="isOurs">Which namespaces count, by full name.</param>
        /// <returns>Types and members, in no particular order.</returns>
        public static IEnumerable<ApiMember> Read(IAssemblySymbol assembly, Func<string, bool> isOurs) =>
            ReadSymbols(assembly, isOurs).Select(entry => entry.Member);

        /// <summary>The same with the symbols that it is read from.</summary>
        /// <param name="assembly">The assembly.</param>
        /// <param name="isOurs">Which namespaces count, by full name.</param>
        /// <returns>Each symbol with its member, in no particular order.</returns>
        public static IEnumerable<(ISymbol Symbol, ApiMember Member)> ReadSymbols(IAssemblySymbol assembly, Func<string, bool> isOurs)
        {
            ArgumentNullException.ThrowIfNull(assembly);
            return Types(assembly.GlobalNamespace)
                .Where(type => isOurs(type.ContainingNamespace.ToDisplayString(TypeFormat)))
                .SelectMany(ReadSymbols);
        }

        /// <summary>A type and those of its members that others can see.</summary>
        /// <param name="type">A public type.</param>
        /// <returns>The type first.</returns>
        public static IEnumerable<ApiMember> Read(INamedTypeSymbol type)
        {
            ArgumentNullException.ThrowIfNull(type);
            return ReadSymbols(type).Select(entry => entry.Member);
        }

        /// <summary>A type's members that others can see, those that it inherits too.</summary>
        /// <param name="type">A public type.</param>
        /// <returns>Each symbol with its member: the type's own first, then those of its bases upwards.</returns>
        public static IEnumerable<(ISymbol Symbol, ApiMember Member)> ReadWithInherited(INamedTypeSymbol type)
        {
            ArgumentNullException.ThrowIfNull(type);
            var all = ReadSymbols(type);
            for (var parent = type.BaseType; parent != null; parent = parent.BaseType)
            {
                all = all.Concat(parent.GetMembers().Where(member => member is not IMethodSymbol { MethodKind: MethodKind.Constructor })
                    .Where(IsSeen).Select(member => (member, Member(member))));
            }

            return all;
        }

        /// <summary>Whether using a symbol makes the compiler warn: for its own sake, its types', or that of all its accessors.</summary>
        /// <param name="symbol">A type or a member.</param>
        /// <returns>True where it, or what it lies in, is obsolete.</returns>
        public static bool IsObsoleteWithTypes(ISymbol symbol)
        {
            ArgumentNullException.ThrowIfNull(symbol);
            return IsObsolete(symbol)
                || (symbol is IPropertySymbol property
                    && new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().All(IsObsolete))
                || (symbol.ContainingType is { } type && IsObsoleteWithTypes(type));
        }

        /// <summary>The name under which <see cref="ApiMember.Type"/> lists a type.</summary>
        /// <param name="type">The type.</param>
        /// <returns>Namespace, outer types, name and type parameters.</returns>
        public static string NameOf(ITypeSymbol type)
        {
            ArgumentNullException.ThrowIfNull(type);
            return type.ToDisplayString(TypeFormat);
        }

        /// <summary>A type or a member in the form in which it is listed.</summary>
        /// <param name="symbol">A type, or a member of one that others can see.</param>
        /// <returns>The type itself, or the member.</returns>
        public static ApiMember Describe(ISymbol symbol)
        {
            ArgumentNullException.ThrowIfNull(symbol);
            return symbol switch
            {
                INamedTypeSymbol type => TypeItself(type),
                IMethodSymbol { AssociatedSymbol: { } owner } => Member(owner),
                _ => Member(symbol),
            };
        }

        private static IEnumerable<(ISymbol Symbol, ApiMember Member)> ReadSymbols(INamedTypeSymbol type)
        {
            var members = type.TypeKind == TypeKind.Delegate ? Array.Empty<ISymbol>() : type.GetMembers().Where(IsSeen);
            return members.Select(member => (member, Member(member))).Prepend((type, TypeItself(type)));
        }

        /// <summary>All types, those that only their assembly sees too.</summary>
        /// <param name="space">The namespace to look in.</param>
        /// <returns>Types, nested ones, and those of the namespaces within.</returns>
        internal static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
            space.GetTypeMembers().SelectMany(AllNested).Concat(space.GetNamespaceMembers().SelectMany(AllTypes));

        private static IEnumerable<INamedTypeSymbol> AllNested(INamedTypeSymbol type) =>
            type.GetTypeMembers().SelectMany(AllNested).Prepend(type);

        private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
            space.GetTypeMembers().SelectMany(WithNested).Concat(space.GetNamespaceMembers().SelectMany(Types));

        private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
            IsSeen(type) ? type.GetTypeMembers().SelectMany(WithNested).Prepend(type) : Array.Empty<INamedTypeSymbol>();

        private static bool IsSeen(ISymbol symbol)
        {
            var canBeDerivedFrom = symbol.ContainingType is null or { IsSealed: false, IsStatic: false, TypeKind: TypeKind.Class };
            var isSeen = symbol.DeclaredAccessibility == Accessibility.Public
                || (canBeDerivedFrom && symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal);
            return isSeen && symbol switch
            {
                IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion
                    || (method.MethodKind == MethodKind.Constructor && !IsOfEveryStruct(method)),
                IFieldSymbol field => !field.IsImplicitlyDeclared,
                INamedTypeSymbol type => type.ContainingType == null || IsSeen(type.ContainingType),
                _ => true,
            };
        }

        private static bool IsOfEveryStruct(IMethodSymbol constructor) =>
            constructor.Parameters.IsEmpty && constructor.ContainingType.TypeKind is TypeKind.Struct or TypeKind.Enum;

        private static ApiMember TypeItself(INamedTypeSymbol type)
        {
            var kind = type.TypeKind switch
            {
                TypeKind.Delegate => $"delegate {Result(type.DelegateInvokeMethod!)} {Parameters(type.DelegateInvokeMethod!.Parameters)}",
                TypeKind.Enum => $"enum : {NameOf(type.EnumUnderlyingType!)}",
                TypeKind.Interface => "interface",
                TypeKind.Struct => (type.IsRefLikeType ? "ref " : string.Empty) + "struct",
                _ => (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : string.Empty) + "class",
            };
            var isSealed = type is { TypeKind: TypeKind.Class, IsSealed: true, IsStatic: false };
            ValueList bases =
                new(type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface ? Bases(type) : Array.Empty<string>());
            var usage = Usage(type) + Flags(type) + Constraints(type.TypeParameters);
            var listed = bases.ToString();
            return new ApiMember(
                NameOf(type),
                $"({(isSealed ? "sealed " : string.Empty)}{kind}{(listed.Length == 0 ? string.Empty : " : " + listed)}{usage})"
                    + Obsolete(type),
                $"({kind}{usage})",
                type.Name)
            {
                Bases = bases,
                IsSealed = isSealed,
                IsObsolete = IsObsolete(type),
            };
        }

        // Interfaces that nobody can name, and what everything is, say nothing.
        private static IEnumerable<string> Bases(INamedTypeSymbol type)
        {
            for (var parent = type.BaseType; parent != null; parent = parent.BaseType)
            {
                if (parent.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType))
                {
                    yield return NameOf(parent);
                }
            }

            foreach (var face in type.AllInterfaces.Where(face => face.DeclaredAccessibility == Accessibility.Public))
            {
                yield return NameOf(face);
            }
        }

        private static ApiMember Member(ISymbol symbol) => symbol switch
        {
            IFieldSymbol field => Of(field, FieldText(field)),
            IPropertySymbol property => PropertyOf(property),
            IEventSymbol raised => Of(raised, $"event {NameOf(raised.Type)} {raised.Name}"),
            IMethodSymbol method => Of(method, MethodText(method)),
            INamedTypeSymbol nested => Of(nested, "type " + nested.MetadataName),
            _ => throw new InvalidOperationException($"{symbol}: no form for a {symbol.Kind}. Add one to {nameof(ApiReader)}."),
        };

        private static ApiMember Of(ISymbol symbol, string text)
        {
            var shape = Access(symbol) + Static(symbol) + text;
            return new ApiMember(NameOf(symbol.ContainingType), shape + Virtual(symbol) + Obsolete(symbol), shape, symbol.Name)
            {
                IsVirtual = IsVirtual(symbol),
                IsOverride = symbol.IsOverride,
                IsObsolete = IsObsolete(symbol),
            };
        }

        private static ApiMember PropertyOf(IPropertySymbol property)
        {
            var name = property.IsIndexer ? $"this{Parameters(property.Parameters, '[', ']')}" : property.Name;
            ValueList accessors =
                new(new[] { Accessor(property.GetMethod, property), Accessor(property.SetMethod, property) }.OfType<string>());
            var member = Of(property, $"{Ref(property.RefKind)}{NameOf(property.Type)} {name}");
            return member with
            {
                Declaration = $"{member.Shape} {{ {accessors} }}{Virtual(property)}{Obsolete(property)}",
                Shape = "property " + member.Shape,
                Accessors = accessors,
            };
        }

        private static string? Accessor(IMethodSymbol? accessor, IPropertySymbol property)
        {
            if (accessor == null || !(accessor.DeclaredAccessibility == Accessibility.Public || IsProtected(accessor)))
            {
                return null;
            }

            var access = IsProtected(accessor) && !IsProtected(property) ? "protected " : string.Empty;
            return access + (accessor.MethodKind == MethodKind.PropertyGet ? "get" : accessor.IsInitOnly ? "init" : "set");
        }

        private static string FieldText(IFieldSymbol field)
        {
            if (field.ContainingType.TypeKind == TypeKind.Enum)
            {
                return $"{field.Name} = {Constant(field.ConstantValue)}";
            }

            var kind = field.IsConst ? "const " : field.IsReadOnly ? "readonly " : string.Empty;
            var value = field.IsConst ? " = " + Constant(field.ConstantValue) : string.Empty;
            return $"{kind}{NameOf(field.Type)} {field.Name}{value}";
        }

        private static string MethodText(IMethodSymbol method)
        {
            var parameters = Parameters(method.Parameters);
            var generics = method.TypeParameters.IsEmpty
                ? string.Empty
                : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";
            return method.MethodKind switch
            {
                MethodKind.Constructor => method.ContainingType.Name + parameters,
                MethodKind.Conversion =>
                    $"{(method.Name == "op_Implicit" ? "implicit" : "explicit")} operator {Result(method)}{parameters}",
                _ => $"{Result(method)} {method.Name}{generics}{parameters}{Constraints(method.TypeParameters)}",
            };
        }

        private static string Result(IMethodSymbol method) => Ref(method.RefKind) + NameOf(method.ReturnType);

        private static string Parameters(IEnumerable<IParameterSymbol> parameters, char open = '(', char close = ')') =>
            open + string.Join(", ", parameters.Select(Parameter)) + close;

        private static string Parameter(IParameterSymbol parameter)
        {
            var isExtended = parameter.Ordinal == 0 && parameter.ContainingSymbol is IMethodSymbol { IsExtensionMethod: true };
            var prefix = isExtended ? "this " : parameter.IsParams ? "params " : string.Empty;
            var value = parameter.HasExplicitDefaultValue ? " = " + Constant(parameter.ExplicitDefaultValue) : string.Empty;
            var kind = parameter.RefKind switch
            {
                RefKind.Ref => "ref ",
                RefKind.Out => "out ",
                RefKind.In => "in ",
                RefKind.RefReadOnlyParameter => "ref readonly ",
                _ => string.Empty,
            };
            return $"{prefix}{kind}{NameOf(parameter.Type)} {parameter.Name}{value}";
        }

        private static string Constraints(IEnumerable<ITypeParameterSymbol> parameters)
        {
            StringBuilder text = new();
            foreach (var parameter in parameters)
            {
                List<string> constraints = new();
                if (parameter.HasUnmanagedTypeConstraint)
                {
                    constraints.Add("unmanaged");
                }
                else if (parameter.HasValueTypeConstraint)
                {
                    constraints.Add("struct");
                }
                else if (parameter.HasReferenceTypeConstraint)
                {
                    constraints.Add("class");
                }

                constraints.AddRange(parameter.ConstraintTypes.Select(NameOf));
                if (parameter.HasConstructorConstraint)
                {
                    constraints.Add("new()");
                }

                if (constraints.Count > 0)
                {
                    text.Append(" where ").Append(parameter.Name).Append(" : ").AppendJoin(", ", constraints);
                }
            }

            return text.ToString();
        }

        // Where an attribute may stand decides which sources compile.
        private static string Usage(INamedTypeSymbol type)
        {
            var usage = Attributes(type, "System.AttributeUsageAttribute").FirstOrDefault();
            if (usage == null)
            {
                return string.Empty;
            }

            var targets = usage.ConstructorArguments.Select(argument => (AttributeTargets)(int)argument.Value!).FirstOrDefault();
            bool Named(string name, bool otherwise) => usage.NamedArguments.Where(argument => argument.Key == name)
                .Select(argument => (bool)argument.Value.Value!).DefaultIfEmpty(otherwise).First();
            return $" [AttributeUsage({targets}, AllowMultiple = {Named("AllowMultiple", false)}, Inherited = {Named("Inherited", true)})]";
        }

        private static string Flags(INamedTypeSymbol type) => Attributes(type, "System.FlagsAttribute").Any() ? " [Flags]" : string.Empty;

        private static string Obsolete(ISymbol symbol) => IsObsolete(symbol) ? " [Obsolete]" : string.Empty;

        private static bool IsObsolete(ISymbol symbol) => Attributes(symbol, "System.ObsoleteAttribute").Any();

        private static IEnumerable<AttributeData> Attributes(ISymbol symbol, string name) =>
            symbol.GetAttributes().Where(attribute => attribute.AttributeClass is { } type && NameOf(type) == name);

        private static string Access(ISymbol symbol) => IsProtected(symbol) ? "protected " : string.Empty;

        private static bool IsProtected(ISymbol symbol) =>
            symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal;

        private static string Static(ISymbol symbol) => symbol switch
        {
            IFieldSymbol field when field.IsConst || field.ContainingType.TypeKind == TypeKind.Enum => string.Empty,
            INamedTypeSymbol => string.Empty,
            _ when symbol.IsStatic => "static ",
            _ when symbol.IsAbstract && symbol.ContainingType.TypeKind == TypeKind.Class => "abstract ",
            _ => string.Empty,
        };

        private static bool IsVirtual(ISymbol symbol) =>
            (symbol.IsVirtual || (symbol.IsOverride && !symbol.IsSealed))
                && symbol.ContainingType is { TypeKind: TypeKind.Class, IsSealed: false };

        private static string Virtual(ISymbol symbol) =>
            symbol.IsOverride ? " override" : symbol.IsVirtual && IsVirtual(symbol) ? " virtual" : string.Empty;

        private static string Ref(RefKind kind) => kind switch
        {
            RefKind.Ref => "ref ",
            RefKind.RefReadOnly => "ref readonly ",
            _ => string.Empty,
        };

        private static string Constant(object? value) => value switch
        {
            null => "default",
            string or char => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
        };
    }
}
