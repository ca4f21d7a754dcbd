using System;

namespace Saccade.Host.ApiSurface
{
    /// <summary>One public type, or one public or protected member, in a form that is the same wherever it was read from.</summary>
    /// <param name="Type">The type's full name, with its type parameters.</param>
    /// <param name="Declaration">Everything that a caller's source can depend on, in one line.</param>
    /// <param name="Shape">The declaration without what a stand-in may have less of: accessors, virtual, sealed, interfaces.</param>
    /// <param name="Name">The bare name, by which alike members are found; the same as the type's for the type itself.</param>
    public sealed record ApiMember(string Type, string Declaration, string Shape, string Name)
    {
        /// <summary>What the member is found by in a list of API.</summary>
        public string Key => Type + "\t" + Declaration;

        /// <summary>Whether this is the type itself.</summary>
        public bool IsType => Declaration.StartsWith('(');

        /// <summary>What of a property can be called: <c>get</c>, <c>set</c>, <c>protected set</c>; empty for everything else.</summary>
        public ValueList Accessors { get; init; } = ValueList.Empty;

        /// <summary>A type's base types and interfaces, inherited ones too; empty for everything else.</summary>
        public ValueList Bases { get; init; } = ValueList.Empty;

        /// <summary>Whether others may override the member.</summary>
        public bool IsVirtual { get; init; }

        /// <summary>Whether the member only says anew what a base type said.</summary>
        public bool IsOverride { get; init; }

        /// <summary>Whether nothing can derive from the type.</summary>
        public bool IsSealed { get; init; }

        /// <summary>Whether using it makes the compiler warn.</summary>
        public bool IsObsolete { get; init; }

        /// <summary>Says in what a stand-in's member offers more than, or other than, the real one of the same shape.</summary>
        /// <param name="real">The member that it stands for.</param>
        /// <returns>What is too much; null where every caller of this one compiles against the real one too.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="real"/> is null.</exception>
        public string? Excess(ApiMember real)
        {
            ArgumentNullException.ThrowIfNull(real);
            if (Shape != real.Shape)
            {
                return "is declared differently";
            }

            if (real.IsObsolete && !IsObsolete)
            {
                return "is obsolete";
            }

            if (real.IsSealed && !IsSealed)
            {
                return "is sealed";
            }

            if (IsVirtual && !real.IsVirtual)
            {
                return "is not virtual";
            }

            if (!real.Accessors.Covers(Accessors))
            {
                return $"has only {{ {real.Accessors} }}";
            }

            return real.Bases.Covers(Bases) ? null : $"is only a {real.Bases}";
        }
    }
}
