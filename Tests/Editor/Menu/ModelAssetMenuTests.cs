using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Menu;
using UnityEditor;

namespace Saccade.Editor.Tests.Menu
{
    [NonParallelizable]
    public sealed class ModelAssetMenuTests
    {
        private const string Entry = "Tools/Saccade/Model Asset…";

        private static readonly string Model = Path.GetFullPath(Path.Combine(
            typeof(ModelAssetMenuTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(d => d.Key == "Fixtures").Value!,
            "exported",
            "vit-tiny"));

        private readonly Answers _answers = new();
        private HostEngine _engine = null!;
        private EditorMenu _menu = null!;
        private IEditorDialogs _before = null!;
        private string _assets = null!;

        private string Asset => Path.Combine(_assets, "vit-tiny.vit.bytes");

        [SetUp]
        public void StartEditor()
        {
            _assets = Directory.CreateTempSubdirectory("saccade-assets-").FullName;
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null, DataPath = _assets });
            _menu = new EditorMenu([typeof(TrainingProcess).Assembly]);
            _answers.Messages.Clear();
            (_before, EditorUtility.Dialogs) = (EditorUtility.Dialogs, _answers);
        }

        [TearDown]
        public void StopEditor()
        {
            EditorUtility.Dialogs = _before;
            _engine.Dispose();
            Directory.Delete(_assets, true);
        }

        [Test]
        public void ModelFolder_BecomesAnAssetOfItsName()
        {
            _answers.Folder = Model + "/";

            Assert.That(_menu.Execute(Entry), Is.True);

            Assert.That(Asset, Does.Exist);
            Assert.That(_answers.Messages.Single(), Does.Contain(Asset).And.Contain("Model Asset of a Vit Classifier"));
        }

        [Test]
        public void FolderThatIsNoModel_IsRefusedWithTheReason()
        {
            _answers.Folder = Directory.CreateDirectory(Path.Combine(_assets, "empty")).FullName;

            _menu.Execute(Entry);

            Assert.That(_answers.Messages.Single(), Does.Contain("config.json"));
            Assert.That(Directory.GetFiles(_assets), Is.Empty);
        }

        [Test]
        public void AssetThatIsThere_IsReplacedOnlyIfAsked()
        {
            File.WriteAllText(Asset, "an older one");
            _answers.Folder = Model;
            _answers.Button = 1;
            _menu.Execute(Entry);
            Assert.That(File.ReadAllText(Asset), Is.EqualTo("an older one"));

            _answers.Button = 0;
            _menu.Execute(Entry);
            Assert.That(new FileInfo(Asset).Length, Is.GreaterThan(10_000));
        }

        [Test]
        public void NothingChosen_DoesNothing()
        {
            _answers.Folder = "";

            _menu.Execute(Entry);

            Assert.That(_answers.Messages, Is.Empty);
        }

        private sealed class Answers : IEditorDialogs
        {
            public string Folder { get; set; } = "";

            public int Button { get; set; }

            public List<string> Messages { get; } = [];

            public string OpenFolder(string title, string folder, string defaultName) => Folder;

            public string OpenFile(string title, string folder, string extension) => throw new NotSupportedException();

            public int Ask(string title, string message, string ok, string cancel, string other)
            {
                Messages.Add(message);
                return Button;
            }

            public void Reveal(string path) => throw new NotSupportedException();

            public void Browse(string address) => throw new NotSupportedException();
        }
    }
}
