using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using UnityEditor;
using UnityEngine.UIElements;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Tests.Inspectors
{
    /// <summary>A new element ends in a native call, which Unity refuses while it constructs an inspector or a window.</summary>
    [NonParallelizable]
    public sealed class ConstructionTests
    {
        private static IEnumerable<Type> Types => typeof(TrainingTool).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(UnityEditor.Editor)) || type.IsSubclassOf(typeof(EditorWindow)));

        [TestCaseSource(nameof(Types))]
        public void Constructor_MakesNoElements(Type type)
        {
            var before = new VisualElement().Id;

            var made = (Object)Activator.CreateInstance(type, nonPublic: true)!;

            Assert.That(new VisualElement().Id, Is.EqualTo(before + 1));
            Object.DestroyImmediate(made);
        }
    }
}
