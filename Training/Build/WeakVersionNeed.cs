// Compiled twice: by MSBuild's inline task factory (netstandard2.0, no project) and into the tests.
#nullable enable
using System;
using System.IO;
using System.Text;

namespace Saccade.Training.Build
{
    /// <summary>
    /// Makes an ELF library load on a host whose copy of a dependency lacks one symbol version.
    /// </summary>
    /// <remarks>
    /// The dynamic loader refuses a library that needs a version its dependency doesn't define, unless that need carries
    /// VER_FLG_WEAK. TorchSharp's native library needs GLIBCXX_3.4.32 for the one symbol <c>_ZSt21ios_base_library_initv</c>,
    /// which no relocation refers to, so nothing is ever looked up under that version.
    /// </remarks>
    public static class WeakVersionNeed
    {
        private const int SectionVersionNeeds = 0x6ffffffe;
        private const ushort FlagWeak = 0x2;

        /// <summary>Finds the flags of one needed version in a 64-bit little-endian ELF file.</summary>
        /// <param name="elf">The whole file.</param>
        /// <param name="library">The dependency's name as the file states it, for example <c>libstdc++.so.6</c>.</param>
        /// <param name="version">The version's name, for example <c>GLIBCXX_3.4.32</c>.</param>
        /// <returns>The offset of the two flag bytes (<c>vna_flags</c>), or -1 when the file has no such need.</returns>
        /// <exception cref="InvalidDataException">The bytes are not such a file, or its tables point outside of it.</exception>
        public static int FindFlags(byte[] elf, string library, string version)
        {
            if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            {
                throw new InvalidDataException("Expected a 64-bit little-endian ELF file.");
            }

            var sections = Offset(ReadUInt64(elf, 0x28));
            int sectionSize = ReadUInt16(elf, 0x3a);
            int sectionCount = ReadUInt16(elf, 0x3c);
            for (var i = 0; i < sectionCount; i++)
            {
                var header = checked(sections + i * sectionSize);
                if (ReadUInt32(elf, header + 4) != SectionVersionNeeds)
                {
                    continue;
                }

                var stringsHeader = checked(sections + Offset(ReadUInt32(elf, header + 0x28)) * sectionSize);
                var strings = Offset(ReadUInt64(elf, stringsHeader + 0x18));
                var need = Offset(ReadUInt64(elf, header + 0x18));
                for (var needs = ReadUInt32(elf, header + 0x2c); needs > 0; needs--)
                {
                    if (StringEquals(elf, checked(strings + Offset(ReadUInt32(elf, need + 4))), library))
                    {
                        var entry = checked(need + Offset(ReadUInt32(elf, need + 8)));
                        for (int entries = ReadUInt16(elf, need + 2); entries > 0; entries--)
                        {
                            if (StringEquals(elf, checked(strings + Offset(ReadUInt32(elf, entry + 8))), version))
                            {
                                ReadUInt16(elf, entry + 4);
                                return entry + 4;
                            }

                            entry = checked(entry + Offset(ReadUInt32(elf, entry + 12)));
                        }
                    }

                    need = checked(need + Offset(ReadUInt32(elf, need + 12)));
                }
            }

            return -1;
        }

        /// <summary>Sets VER_FLG_WEAK on one needed version, in a new file that takes the old one's place.</summary>
        /// <param name="path">The library. It may be a link to a package cache: what it links to keeps its bytes.</param>
        /// <param name="library">The dependency's name.</param>
        /// <param name="version">The version's name.</param>
        /// <returns>Whether the file was replaced: false when it has no such need, or the need is weak already.</returns>
        /// <exception cref="InvalidDataException">The file is not a 64-bit little-endian ELF file.</exception>
        public static bool Apply(string path, string library, string version)
        {
            var elf = File.ReadAllBytes(path);
            var flags = FindFlags(elf, library, version);
            if (flags < 0 || (ReadUInt16(elf, flags) & FlagWeak) != 0)
            {
                return false;
            }

            elf[flags] |= (byte)FlagWeak;

            // The replacement is renamed over the name, never written through it: the bytes behind a hard or symbolic link
            // belong to the package cache, and a process that has the old file mapped goes on undisturbed.
            var replacement = path + "." + Guid.NewGuid().ToString("N");
            try
            {
                File.WriteAllBytes(replacement, elf);

                // MSBuild's Copy compares time and size: with the original's time it doesn't copy the original back every build.
                File.SetLastWriteTimeUtc(replacement, File.GetLastWriteTimeUtc(path));
                File.Replace(replacement, path, null);
            }
            finally
            {
                File.Delete(replacement);
            }

            return true;
        }

        /// <summary>Whether the copy of a library that this process would load names a version.</summary>
        /// <param name="library">The library's file name, for example <c>libstdc++.so.6</c>.</param>
        /// <param name="version">The version's name, for example <c>GLIBCXX_3.4.32</c>.</param>
        /// <returns>True when it does, or when no copy is found: then there is nothing to work around.</returns>
        public static bool HostProvides(string library, string version)
        {
            var path = FindLoaded(library);
            return path == null || IndexOf(File.ReadAllBytes(path), Encoding.ASCII.GetBytes(version + "\0")) >= 0;
        }

        // .NET's own runtime is a C++ program, so the libstdc++ that counts is mapped into the process that asks.
        private static string? FindLoaded(string library)
        {
            const string maps = "/proc/self/maps";
            if (!File.Exists(maps))
            {
                return null;
            }

            foreach (var line in File.ReadAllLines(maps))
            {
                var slash = line.IndexOf('/');
                if (slash >= 0 && Path.GetFileName(line.Substring(slash)).StartsWith(library, StringComparison.Ordinal))
                {
                    return line.Substring(slash);
                }
            }

            return null;
        }

        private static int IndexOf(byte[] bytes, byte[] sought)
        {
            for (var start = Array.IndexOf(bytes, sought[0]); start >= 0; start = Array.IndexOf(bytes, sought[0], start + 1))
            {
                var length = 0;
                while (length < sought.Length && start + length < bytes.Length && bytes[start + length] == sought[length])
                {
                    length++;
                }

                if (length == sought.Length)
                {
                    return start;
                }
            }

            return -1;
        }

        private static bool StringEquals(byte[] elf, int offset, string expected)
        {
            Require(elf, offset, expected.Length + 1);
            for (var i = 0; i < expected.Length; i++)
            {
                if (elf[offset + i] != expected[i])
                {
                    return false;
                }
            }

            return elf[offset + expected.Length] == 0;
        }

        private static int Offset(ulong value)
        {
            if (value > int.MaxValue)
            {
                throw new InvalidDataException($"Offset {value} lies outside of the file.");
            }

            return (int)value;
        }

        private static ushort ReadUInt16(byte[] elf, int offset)
        {
            Require(elf, offset, sizeof(ushort));
            return BitConverter.ToUInt16(elf, offset);
        }

        private static uint ReadUInt32(byte[] elf, int offset)
        {
            Require(elf, offset, sizeof(uint));
            return BitConverter.ToUInt32(elf, offset);
        }

        private static ulong ReadUInt64(byte[] elf, int offset)
        {
            Require(elf, offset, sizeof(ulong));
            return BitConverter.ToUInt64(elf, offset);
        }

        private static void Require(byte[] elf, int offset, int length)
        {
            if (offset < 0 || offset > elf.Length - length)
            {
                throw new InvalidDataException($"Offset {offset} lies outside of the file's {elf.Length} bytes.");
            }
        }
    }

#if !NET
    /// <summary>MSBuild's face of <see cref="WeakVersionNeed"/>; see TorchNatives.targets.</summary>
    public sealed class MakeVersionNeedWeak : Microsoft.Build.Utilities.Task
    {
        /// <summary>The library files to change.</summary>
        [Microsoft.Build.Framework.Required]
        public Microsoft.Build.Framework.ITaskItem[] Files { get; set; } = Array.Empty<Microsoft.Build.Framework.ITaskItem>();

        /// <summary>The dependency's name.</summary>
        [Microsoft.Build.Framework.Required]
        public string Library { get; set; } = "";

        /// <summary>The version's name.</summary>
        [Microsoft.Build.Framework.Required]
        public string Version { get; set; } = "";

        /// <inheritdoc/>
        public override bool Execute()
        {
            if (WeakVersionNeed.HostProvides(Library, Version))
            {
                return true;
            }

            foreach (var file in Files)
            {
                if (WeakVersionNeed.Apply(file.ItemSpec, Library, Version))
                {
                    Log.LogMessage("{0}: this host's {1} lacks {2}, so the need for it was made weak.", file.ItemSpec, Library, Version);
                }
            }

            return true;
        }
    }
#endif
}
