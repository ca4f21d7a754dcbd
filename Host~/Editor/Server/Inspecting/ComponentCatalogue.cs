using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using UnityEngine;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>The components that can be added, with their places in the menu.</summary>
    public static class ComponentCatalogue
    {
        private static readonly Dictionary<Type, string> BuiltIn = new()
        {
            [typeof(Camera)] = "Rendering/Camera",
            [typeof(Light)] = "Rendering/Light",
            [typeof(MeshFilter)] = "Mesh/Mesh Filter",
            [typeof(MeshRenderer)] = "Mesh/Mesh Renderer",
        };

        /// <summary>Lists the components of some assemblies, and those of the engine, by path.</summary>
        /// <param name="assemblies">Where scripts are looked for.</param>
        public static IReadOnlyList<ComponentChoice> List(IEnumerable<Assembly> assemblies)
        {
            ArgumentNullException.ThrowIfNull(assemblies);
            var scripts =
                from assembly in assemblies
                from type in ReadTypes(assembly)
                where type.IsSubclassOf(typeof(MonoBehaviour)) && !type.IsAbstract && !type.ContainsGenericParameters
                let path = type.GetCustomAttribute<AddComponentMenu>()?.componentMenu ?? "Scripts/" + ToWords(type.Name)
                where path.Length > 0
                select new ComponentChoice(path, type);
            return BuiltIn.Select(pair => new ComponentChoice(pair.Value, pair.Key)).Concat(scripts)
                .OrderBy(choice => choice.Path, StringComparer.OrdinalIgnoreCase).ToList();
        }

        /// <summary>The choices whose path holds every word of a search; those whose name begins with it come first.</summary>
        /// <param name="choices">All choices.</param>
        /// <param name="search">What is searched for; empty finds all.</param>
        public static IReadOnlyList<ComponentChoice> Search(IReadOnlyList<ComponentChoice> choices, string search)
        {
            ArgumentNullException.ThrowIfNull(choices);
            ArgumentNullException.ThrowIfNull(search);
            var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return
            [
                .. choices.Where(choice => words.All(word => choice.Path.Contains(word, StringComparison.OrdinalIgnoreCase)))
                    .OrderBy(choice => words.Length > 0 && choice.Name.StartsWith(words[0], StringComparison.OrdinalIgnoreCase) ? 0 : 1),
            ];
        }

        /// <summary>A name of code in words: VitClassifier becomes Vit Classifier.</summary>
        /// <param name="name">The name.</param>
        public static string ToWords(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            StringBuilder words = new();
            for (var i = 0; i < name.Length; i++)
            {
                var beginsWord = char.IsUpper(name[i]) && i > 0
                    && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
                if (beginsWord)
                {
                    words.Append(' ');
                }

                words.Append(i == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
            }

            return words.ToString();
        }

        private static IEnumerable<Type> ReadTypes(Assembly assembly)
        {
            try
            {
                return assembly.GetTypes();
            }
            catch (ReflectionTypeLoadException e)
            {
                return e.Types.OfType<Type>();
            }
        }
    }
}
