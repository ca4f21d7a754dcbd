using System;
using System.Collections.Generic;

namespace Saccade.Editor.Setup
{
    /// <summary>A value and where it stands in the text, so that text can be put in without touching the rest.</summary>
    internal sealed class JsonValue
    {
        private static readonly IReadOnlyList<JsonValue> None = Array.Empty<JsonValue>();

        internal JsonValue(JsonKind kind, int start, int end, string text, IReadOnlyList<string>? names, IReadOnlyList<JsonValue>? items)
        {
            Kind = kind;
            Start = start;
            End = end;
            Text = text;
            Names = names ?? Array.Empty<string>();
            Items = items ?? None;
        }

        internal JsonKind Kind { get; }

        /// <summary>Index of its first character.</summary>
        internal int Start { get; }

        /// <summary>Index behind its last character.</summary>
        internal int End { get; }

        /// <summary>A string's content; empty for what is none.</summary>
        internal string Text { get; }

        /// <summary>The names of an object's members, in order.</summary>
        internal IReadOnlyList<string> Names { get; }

        /// <summary>The values of an object's members, or an array's.</summary>
        internal IReadOnlyList<JsonValue> Items { get; }

        /// <summary>The member of this name; null where there is none, or this is no object.</summary>
        /// <exception cref="ManifestException">There are several.</exception>
        internal JsonValue? Find(string name)
        {
            JsonValue? found = null;
            for (var i = 0; i < Names.Count; i++)
            {
                if (Names[i] != name)
                {
                    continue;
                }

                if (found != null)
                {
                    throw new ManifestException($"\"{name}\" is there twice. Remove one of them.");
                }

                found = Items[i];
            }

            return found;
        }
    }
}
