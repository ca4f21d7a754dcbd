using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace Saccade.Package.Tests
{
    /// <summary>Finds which members of the stand-in engine and editor compiled code uses.</summary>
    internal sealed class HostUsage
    {
        private const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        private static readonly Dictionary<int, OpCode> Instructions = typeof(OpCodes).GetFields()
            .Select(field => (OpCode)field.GetValue(null)!)
            .ToDictionary(code => code.Value & 0xffff);

        // Methods that one call may reach: a virtual method and its overrides, an interface's method and what implements it.
        private readonly Dictionary<MethodBase, MethodBase> _parents = new();

        private readonly HashSet<(string Assembly, int Token)> _used = new();
        private readonly HashSet<MethodBase> _called = new();
        private readonly HashSet<Assembly> _host;

        private HostUsage(IEnumerable<Assembly> host)
        {
            _host = host.ToHashSet();
        }

        /// <summary>Reads assemblies from their files.</summary>
        /// <param name="folders">Where they and what they need lie.</param>
        /// <param name="host">Names of the stand-in's assemblies.</param>
        /// <param name="users">Names of the assemblies whose use counts.</param>
        /// <returns>Assembly and metadata token of each member of the stand-in that is used.</returns>
        public static IReadOnlySet<(string Assembly, int Token)> Read(
            IReadOnlyList<string> folders, IEnumerable<string> host, IEnumerable<string> users)
        {
            Context context = new(folders);
            Assembly Require(string name) => context.Find(name)
                ?? throw new FileNotFoundException($"{name}.dll: is in none of {string.Join(", ", folders)}. Build the solution.");
            HostUsage usage = new(host.Select(Require));
            var all = users.Select(Require).ToArray();
            foreach (var type in usage._host.Concat(all).Distinct().SelectMany(assembly => assembly.GetTypes()))
            {
                usage.JoinSlots(type, isUser: all.Contains(type.Assembly));
            }

            foreach (var assembly in all)
            {
                usage.LookAtAttributes(assembly.GetCustomAttributesData());
                foreach (var type in assembly.GetTypes())
                {
                    usage.LookAt(type);
                }
            }

            usage.SpreadOverSlots();
            return usage._used;
        }

        private void JoinSlots(Type type, bool isUser)
        {
            foreach (var method in type.GetMethods(All).Where(method => method.IsVirtual))
            {
                var root = method.GetBaseDefinition();
                if (Definition(root) != Definition(method))
                {
                    Join(method, root, isUser && !_host.Contains(type.Assembly));
                }
            }

            if (type.IsInterface)
            {
                return;
            }

            foreach (var face in type.GetInterfaces())
            {
                var map = type.GetInterfaceMap(face);
                foreach (var (asked, given) in map.InterfaceMethods.Zip(map.TargetMethods))
                {
                    if (given != null)
                    {
                        Join(given, asked, isUser && !_host.Contains(type.Assembly));
                    }
                }
            }
        }

        // What others declare, .NET for example, is called by others; what a user overrides, the stand-in calls.
        private void Join(MethodInfo method, MethodInfo root, bool isUsed)
        {
            var first = Find(Definition(method));
            var second = Find(Definition(root));
            if (first != second)
            {
                _parents[first] = second;
            }

            if (isUsed || !_host.Contains(root.Module.Assembly))
            {
                _called.Add(Definition(root));
            }
        }

        private MethodBase Find(MethodBase method)
        {
            while (_parents.TryGetValue(method, out var parent))
            {
                method = parent;
            }

            return method;
        }

        private void SpreadOverSlots()
        {
            var slots = _called.Select(Find).ToHashSet();
            foreach (var method in _parents.Keys.Concat(slots).Where(method => slots.Contains(Find(method))))
            {
                _used.Add(Key(Owner(method)));
            }
        }

        private void LookAt(Type type)
        {
            LookAtAttributes(type.GetCustomAttributesData());
            foreach (var member in type.GetMembers(All))
            {
                LookAtAttributes(member.GetCustomAttributesData());
                if (member is MethodBase method)
                {
                    foreach (var parameter in method.GetParameters())
                    {
                        LookAtAttributes(parameter.GetCustomAttributesData());
                    }

                    LookAtBody(method);
                }
            }
        }

        private void LookAtAttributes(IEnumerable<CustomAttributeData> attributes)
        {
            foreach (var attribute in attributes)
            {
                Use(attribute.Constructor, null);
                foreach (var argument in attribute.NamedArguments)
                {
                    Use(argument.MemberInfo, null);
                }
            }
        }

        private void LookAtBody(MethodBase method)
        {
            var code = method.GetMethodBody()?.GetILAsByteArray();
            var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
            var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
            for (var at = 0; code != null && at < code.Length;)
            {
                var instruction = Instructions[code[at] == 0xfe ? 0xfe00 | code[at + 1] : code[at]];
                at += instruction.Size;
                if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok)
                {
                    Use(method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!, method);
                }

                at += OperandSize(instruction.OperandType, code, at);
            }
        }

        private static int OperandSize(OperandType operand, byte[] code, int at) => operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
            _ => 4,
        };

        private void Use(MemberInfo member, MethodBase? user)
        {
            // A member that only calls itself is used by nobody.
            if (!_host.Contains(member.Module.Assembly) || member is Type || (user != null && Key(Owner(user)) == Key(Owner(member))))
            {
                return;
            }

            _used.Add(Key(Owner(member)));
            if (member is MethodBase { IsVirtual: true } method)
            {
                _called.Add(Definition(method));
            }
        }

        private static (string Assembly, int Token) Key(MemberInfo member) =>
            (member.Module.Assembly.GetName().Name!, member.MetadataToken);

        private static MethodBase Definition(MethodBase method) => method.Module.ResolveMethod(method.MetadataToken)!;

        // An accessor stands for its property or event.
        private static MemberInfo Owner(MemberInfo member)
        {
            if (member is not MethodBase { IsSpecialName: true } accessor || accessor.DeclaringType is not { } type)
            {
                return member;
            }

            var token = accessor.MetadataToken;
            return type.GetProperties(All).FirstOrDefault(property => property.GetAccessors(true).Any(each => each.MetadataToken == token))
                ?? (MemberInfo?)type.GetEvents(All).FirstOrDefault(
                    raised => raised.AddMethod?.MetadataToken == token || raised.RemoveMethod?.MetadataToken == token)
                ?? member;
        }

        // One of its own, or half of the assemblies would come from the tests' folder and see other types than the rest.
        private sealed class Context : AssemblyLoadContext
        {
            private readonly IReadOnlyList<string> _folders;

            public Context(IReadOnlyList<string> folders)
                : base(nameof(HostUsage))
            {
                _folders = folders;
            }

            public Assembly? Find(string name)
            {
                var path = _folders.Select(folder => Path.Combine(folder, name + ".dll")).FirstOrDefault(File.Exists);
                return path == null ? null : LoadFromAssemblyPath(path);
            }

            protected override Assembly? Load(AssemblyName assemblyName) => Find(assemblyName.Name!);
        }
    }
}
