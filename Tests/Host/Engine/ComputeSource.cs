using System;
using System.IO;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>A compute shader of a test's own, in the Resources folder for as long as the test lasts.</summary>
    internal sealed class ComputeSource : IDisposable
    {
        private readonly string _folder;

        internal ComputeSource(string text)
        {
            var name = "ComputeTests" + Guid.NewGuid().ToString("N");
            _folder = Path.Combine(AppContext.BaseDirectory, "Resources", name);
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, "Test.compute"), text);
            Shader = Resources.Load<ComputeShader>(name + "/Test");
        }

        internal ComputeShader Shader { get; }

        /// <summary>Skips the test where compute shaders can't be compiled.</summary>
        internal static void DemandTools()
        {
            if (ComputeTools.Missing is string missing)
            {
                Assert.Ignore(missing);
            }
        }

        public void Dispose()
        {
            UnityEngine.Object.DestroyImmediate(Shader);
            Directory.Delete(_folder, recursive: true);
        }
    }
}
