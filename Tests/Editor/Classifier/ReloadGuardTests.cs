using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Session;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.Editor.Tests.Classifier
{
    /// <summary>Scripts are reloaded in play mode: what Unity then does to components and domain, in its order.</summary>
    [NonParallelizable]
    public sealed class ReloadGuardTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Path.Combine(
            Path.GetFullPath(typeof(ReloadGuardTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "Fixtures").Value!),
            "exported",
            "vit-tiny");

        [Test]
        public void Reload_WhileInferenceRuns_EndsTheThreadsAndTheComponentGoesOnAfterwards()
        {
            EditorDomain.Load([typeof(TrainingProcess).Assembly]);
            using var engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, Log = null });
            var classifier = new GameObject("Camera", typeof(Camera)).AddComponent<VitClassifier>();
            classifier.Load(Model);
            Assert.That(Classifies(), Is.True);

            EditorDomain.BeginReload();
            Assert.That(SharedModels.RunningCount, Is.Zero, "a thread would outlive its scripts");
            classifier.enabled = false;

            // Only serialised fields come back, and Awake isn't called again.
            foreach (var field in typeof(VitClassifier).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
            {
                if (!field.IsInitOnly && !field.IsDefined(typeof(SerializeField)) && !field.FieldType.IsValueType)
                {
                    field.SetValue(classifier, null);
                }
            }

            classifier.enabled = true;
            Assert.That(Classifies(), Is.True);
            Assert.That(classifier.Error, Is.Null);

            bool Classifies() => SpinWait.SpinUntil(
                () =>
                {
                    engine.Step();
                    return classifier.Result != null;
                },
                Patience);
        }
    }
}
