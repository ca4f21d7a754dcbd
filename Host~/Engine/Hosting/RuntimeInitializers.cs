using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// The static methods marked <see cref="RuntimeInitializeOnLoadMethodAttribute"/>. As in Unity an assembly takes part by being
    /// there: it need not be referenced, let alone used, by the program.
    /// </summary>
    internal static class RuntimeInitializers
    {
        private static readonly Assembly Engine = typeof(RuntimeInitializers).Assembly;
        private static readonly Lazy<RuntimeInitializer[]> OfTheProgram =
            new Lazy<RuntimeInitializer[]>(() => Find(AssembliesThatUseTheEngine()));

        internal static void Invoke(RuntimeInitializeLoadType loadType)
        {
            foreach (var entry in ScriptDomain.Current?.Initializers ?? OfTheProgram.Value)
            {
                if (entry.LoadType == loadType)
                {
                    Guard.Run(entry.Method);
                }
            }
        }

        internal static RuntimeInitializer[] Find(IEnumerable<Assembly> assemblies) =>
        [
            .. from assembly in assemblies
               orderby assembly.FullName
               from type in LoadableTypes(assembly)
               from method in type.GetMethods(
                   BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
               let attribute = method.GetCustomAttribute<RuntimeInitializeOnLoadMethodAttribute>()
               where attribute is not null
               select new RuntimeInitializer(attribute.loadType, method.CreateDelegate<Action>()),
        ];

        private static Dictionary<string, Assembly>.ValueCollection AssembliesThatUseTheEngine()
        {
            Dictionary<string, Assembly> found = [];
            foreach (var assembly in AssemblyLoadContext.Default.Assemblies)
            {
                if (!assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(IsEngine))
                {
                    found[assembly.GetName().Name!] = assembly;
                }
            }

            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (!found.ContainsKey(name) && ReferencesEngine(file))
                {
                    found[name] = Assembly.Load(new AssemblyName(name));
                }
            }

            return found.Values;
        }

        private static bool IsEngine(AssemblyName name) => name.Name == Engine.GetName().Name;

        // Reads the reference table without loading the assembly: most files beside a program are none of ours.
        internal static bool ReferencesEngine(string file)
        {
            try
            {
                using var image = new PEReader(File.OpenRead(file));
                if (!image.HasMetadata)
                {
                    return false;
                }

                var metadata = image.GetMetadataReader();
                var engine = Engine.GetName().Name!;
                foreach (var handle in metadata.AssemblyReferences)
                {
                    if (metadata.StringComparer.Equals(metadata.GetAssemblyReference(handle).Name, engine))
                    {
                        return true;
                    }
                }

                return false;
            }
            catch (BadImageFormatException)
            {
                // A native library.
                return false;
            }
        }

        private static IEnumerable<Type> LoadableTypes(Assembly assembly)
        {
            try
            {
                return assembly.GetTypes();
            }
            catch (ReflectionTypeLoadException exception)
            {
                Debug.LogWarning($"{assembly.GetName().Name}: some types can't be loaded ({exception.LoaderExceptions[0]?.Message}).");
                return exception.Types.OfType<Type>();
            }
        }
    }
}
