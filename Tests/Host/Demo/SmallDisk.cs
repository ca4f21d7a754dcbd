using System;
using System.Diagnostics;
using System.IO;
using NUnit.Framework;

namespace Saccade.Host.Tests.Demo
{
    /// <summary>A disk in memory that is soon full. Skips the test where it can't be mounted.</summary>
    internal sealed class SmallDisk : IDisposable
    {
        private readonly string _folder;

        private SmallDisk(string folder)
        {
            _folder = folder;
        }

        public static SmallDisk Mount(string folder, int megabytes)
        {
            if (!Environment.IsPrivilegedProcess || !Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder))
            {
                Assert.Ignore("A small disk to fill can only be mounted by root, outside a container.");
            }

            return new SmallDisk(folder);
        }

        public void Dispose() => Assert.That(Run("umount", _folder), Is.True, _folder);

        private static bool Run(string program, params string[] arguments)
        {
            try
            {
                using var process = Process.Start(program, arguments);
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }
}
