using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// One script's message methods, found by name as Unity finds them (private ones too) and bound once, so that sending a
    /// message is a delegate call that allocates nothing.
    /// </summary>
    internal sealed class ScriptMessages
    {
        private const BindingFlags OwnMethods =
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        // Holds no type: those of scripts that were unloaded must go.
        private static readonly ConditionalWeakTable<Type, ScriptType> Types = new ConditionalWeakTable<Type, ScriptType>();

        private ScriptMessages(ScriptType type, MonoBehaviour script)
        {
            ExecutionOrder = type.ExecutionOrder;
            RunsInEditMode = type.RunsInEditMode;
            Awake = Bind(type.Awake, script);
            OnEnable = Bind(type.OnEnable, script);
            Start = Bind(type.Start, script);
            Update = Bind(type.Update, script);
            LateUpdate = Bind(type.LateUpdate, script);
            OnPreRender = Bind(type.OnPreRender, script);
            OnPostRender = Bind(type.OnPostRender, script);
            OnRenderImage = type.OnRenderImage?.CreateDelegate<Action<RenderTexture, RenderTexture>>(script);
            OnGui = Bind(type.OnGui, script);
            OnDisable = Bind(type.OnDisable, script);
            OnDestroy = Bind(type.OnDestroy, script);
            OnApplicationQuit = Bind(type.OnApplicationQuit, script);
        }

        internal int ExecutionOrder { get; }

        internal bool RunsInEditMode { get; }

        internal Action? Awake { get; }

        internal Action? OnEnable { get; }

        internal Action? Start { get; }

        internal Action? Update { get; }

        internal Action? LateUpdate { get; }

        internal Action? OnPreRender { get; }

        internal Action? OnPostRender { get; }

        /// <summary>An image effect: what it reads, and what it writes.</summary>
        internal Action<RenderTexture, RenderTexture>? OnRenderImage { get; }

        internal Action? OnGui { get; }

        internal Action? OnDisable { get; }

        internal Action? OnDestroy { get; }

        internal Action? OnApplicationQuit { get; }

        /// <summary>The depth that the script set in its last OnGUI: lower is drawn later, so on top.</summary>
        internal int GuiDepth { get; set; }

        internal static ScriptMessages Bind(MonoBehaviour script) =>
            new ScriptMessages(Types.GetValue(script.GetType(), static type => new ScriptType(type)), script);

        private static Action? Bind(MethodInfo? method, MonoBehaviour script) => method?.CreateDelegate<Action>(script);

        private sealed class ScriptType
        {
            internal ScriptType(Type type)
            {
                ExecutionOrder = type.GetCustomAttribute<DefaultExecutionOrder>(inherit: true)?.order ?? 0;
                RunsInEditMode = type.IsDefined(typeof(ExecuteAlways), inherit: true);
                Awake = Find(type, nameof(Awake));
                OnEnable = Find(type, nameof(OnEnable));
                Start = Find(type, nameof(Start));
                Update = Find(type, nameof(Update));
                LateUpdate = Find(type, nameof(LateUpdate));
                OnPreRender = Find(type, nameof(OnPreRender));
                OnPostRender = Find(type, nameof(OnPostRender));
                OnRenderImage = Find(type, nameof(OnRenderImage), typeof(RenderTexture), typeof(RenderTexture));
                OnGui = Find(type, "OnGUI");
                OnDisable = Find(type, nameof(OnDisable));
                OnDestroy = Find(type, nameof(OnDestroy));
                OnApplicationQuit = Find(type, nameof(OnApplicationQuit));
            }

            internal int ExecutionOrder { get; }

            internal bool RunsInEditMode { get; }

            internal MethodInfo? Awake { get; }

            internal MethodInfo? OnEnable { get; }

            internal MethodInfo? Start { get; }

            internal MethodInfo? Update { get; }

            internal MethodInfo? LateUpdate { get; }

            internal MethodInfo? OnPreRender { get; }

            internal MethodInfo? OnPostRender { get; }

            internal MethodInfo? OnRenderImage { get; }

            internal MethodInfo? OnGui { get; }

            internal MethodInfo? OnDisable { get; }

            internal MethodInfo? OnDestroy { get; }

            internal MethodInfo? OnApplicationQuit { get; }

            private static MethodInfo? Find(Type type, string name, params Type[] parameters)
            {
                // The most derived declaration wins; a base class's private one is found too.
                for (var level = type; level is not null && level != typeof(MonoBehaviour); level = level.BaseType)
                {
                    var method = level.GetMethod(name, OwnMethods, parameters);
                    if (method is null || method.IsGenericMethodDefinition)
                    {
                        continue;
                    }

                    if (method.ReturnType != typeof(void))
                    {
                        throw new HostException(
                            $"{level.Name}.{name} returns {method.ReturnType.Name}; this engine runs no coroutines. Make it return void.");
                    }

                    return method;
                }

                return null;
            }
        }
    }
}
