using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Saccade.Host
{
    /// <summary>
    /// The scripts' world that an editor throws away when a script has changed: the assemblies of package, samples and tests, loaded apart
    /// from the program's own, so that each load brings fresh statics. The engine and what scripts only use stay.
    /// </summary>
    internal sealed class ScriptDomain
    {
        private const string Ours = "Saccade.";
        private const string Host = "Saccade.Host.";
        private const string Tests = ".Tests";

        // The stand-in for Unity's package of pipelines: in Unity it is reloaded with all other scripts.
        private const string Pipelines = "Unity.RenderPipelines.Core.Runtime";

        private readonly Context _context = new Context();
        private readonly Lazy<RuntimeInitializer[]> _initializers;

        private ScriptDomain()
        {
            foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Order(StringComparer.Ordinal))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (IsScript(name) && RuntimeInitializers.ReferencesEngine(file))
                {
                    _context.LoadFromAssemblyName(new AssemblyName(name));
                }
            }

            _initializers = new Lazy<RuntimeInitializer[]>(() => RuntimeInitializers.Find(Assemblies));
        }

        /// <summary>The one that scripts run in, or null where they are the program's own and stay as long as it.</summary>
        internal static ScriptDomain? Current { get; private set; }

        /// <summary>The assemblies to look in for what belongs to a program's scripts.</summary>
        internal static IEnumerable<Assembly> Scripts => Current?.Assemblies ?? AssemblyLoadContext.Default.Assemblies;

        /// <summary>The assemblies that are loaded so far.</summary>
        internal IReadOnlyList<Assembly> Assemblies => [.. _context.Assemblies.OrderBy(assembly => assembly.FullName)];

        /// <summary>How many NativeArrays there were that these scripts need not give back.</summary>
        internal int ArraysBefore { get; } = NativeStorage.Allocated;

        /// <summary>What runs when the game starts.</summary>
        internal RuntimeInitializer[] Initializers => _initializers.Value;

        /// <summary>Loads the scripts beside the program, and makes them the ones that run.</summary>
        internal static void Load() => Current = new ScriptDomain();

        /// <summary>Whether a type, or one that it is made of, belongs to these scripts.</summary>
        internal bool Owns(Type type) =>
            AssemblyLoadContext.GetLoadContext(type.Assembly) == _context
            || (type.HasElementType && Owns(type.GetElementType()!))
            || (type.IsConstructedGenericType && type.GetGenericArguments().Any(Owns));

        /// <summary>Finds a type by its full name.</summary>
        /// <exception cref="HostException">There is none.</exception>
        internal Type Find(string name) =>
            Assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
            ?? throw new HostException($"ScriptDomain.Find: no script assembly holds the type '{name}'. Expected its full name.");

        /// <summary>Calls a static method, as a test does that itself lives outside: only the engine's types are the same on both sides.
        /// </summary>
        internal object? Call(string type, string method, params object?[] arguments)
        {
            var found = Find(type).GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                ?? throw new HostException($"ScriptDomain.Call: {type} has no static method '{method}'.");
            return found.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }

        /// <summary>
        /// Ends these scripts: what they hear of the engine and of the program's end is forgotten, and they are gone when nothing runs
        /// or refers to them any more.
        /// </summary>
        /// <returns>Tells whether they are.</returns>
        internal WeakReference Unload()
        {
            ScriptListeners.Remove(this);
            Current = null;
            return Unload(_context);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static WeakReference Unload(Context context)
        {
            context.Unload();
            return new WeakReference(context);
        }

        private static bool IsScript(string assembly) =>
            assembly == Pipelines
            || (assembly.StartsWith(Ours, StringComparison.Ordinal)
                && (!assembly.StartsWith(Host, StringComparison.Ordinal) || assembly.EndsWith(Tests, StringComparison.Ordinal)));

        private sealed class Context : AssemblyLoadContext
        {
            internal Context()
                : base("Scripts", isCollectible: true)
            {
            }

            protected override Assembly? Load(AssemblyName assemblyName)
            {
                var file = Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll");
                return IsScript(assemblyName.Name!) && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
            }
        }
    }
}
