using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.OpenGL.Cuda;

namespace Saccade.OpenGL.Tests
{
    /// <summary>A driver that notes what it is asked, demands the order that CUDA demands, and fails when the test says so.</summary>
    internal sealed class FakeCuda : ICudaDriver
    {
        private readonly Dictionary<nint, uint> _registered = [];
        private readonly HashSet<nint> _mapped = [];
        private nint _next = 100;

        public List<string> Calls { get; } = [];

        /// <summary>The call that fails, by its name.</summary>
        public string? Fails { get; set; }

        public int Registered => _registered.Count;

        public int Mapped => _mapped.Count;

        public int Retained { get; private set; }

        public void Retain(int device)
        {
            Note($"{nameof(Retain)} {device}");
            Retained++;
        }

        public void Release()
        {
            Note(nameof(Release));
            Assert.That(_registered, Is.Empty);
            Retained--;
        }

        public nint Register(uint buffer)
        {
            Note(nameof(Register));
            Assert.That(Retained, Is.EqualTo(1));
            Assert.That(buffer, Is.Not.Zero);
            _registered.Add(++_next, buffer);
            return _next;
        }

        public nint Map(nint resource, long bytes)
        {
            Note(nameof(Map));
            Assert.That(_registered, Does.ContainKey(resource));
            Assert.That(_mapped.Add(resource), Is.True, "mapped already");
            return resource + 1000;
        }

        public void Unmap(nint resource)
        {
            Note(nameof(Unmap));
            Assert.That(_mapped.Remove(resource), Is.True, "not mapped");
        }

        public void Unregister(nint resource)
        {
            Note(nameof(Unregister));
            Assert.That(_mapped, Does.Not.Contain(resource), "CUDA must give a buffer back first");
            Assert.That(_registered.Remove(resource), Is.True);
        }

        public uint BufferOf(nint pointer) => _registered[pointer - 1000];

        private void Note(string call)
        {
            if (Fails != null && call.StartsWith(Fails, StringComparison.Ordinal))
            {
                throw new NotSupportedException($"CUDA: {call} says CUDA_ERROR_UNKNOWN.");
            }

            Calls.Add(call);
        }
    }
}
