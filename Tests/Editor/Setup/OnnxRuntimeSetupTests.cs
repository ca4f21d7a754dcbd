using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Editor.Setup;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Menu;
using UnityEditor;
using UnityEditor.PackageManager;

namespace Saccade.Editor.Tests.Setup
{
    [NonParallelizable]
    public sealed class OnnxRuntimeSetupTests
    {
        private readonly Answering _dialogs = new();
        private string _folder = "";
        private string _manifest = "";
        private int _resolved;

        [SetUp]
        public void MakeProject()
        {
            _folder = Directory.CreateTempSubdirectory("saccade setup ").FullName;
            _manifest = Path.Combine(_folder, "manifest.json");
            File.WriteAllText(_manifest, "{ \"dependencies\": {} }");
            SessionState.Clear();
            EditorPrefs.DeleteAll();
            EditorUtility.Dialogs = _dialogs;
            _dialogs.Messages.Clear();
            _resolved = Client.ResolveCount;
        }

        [TearDown]
        public void RemoveProject()
        {
            EditorUtility.Dialogs = NoDialogs.Instance;
            SessionState.Clear();
            EditorPrefs.DeleteAll();
            Directory.Delete(_folder, true);
        }

        [Test]
        public void Offer_IsMadeOnlyWhereItIsOfUse()
        {
            Assert.That(OnnxRuntimeSetup.MayOffer(isInstalled: false, isBatchMode: false), Is.True);
            Assert.That(OnnxRuntimeSetup.MayOffer(isInstalled: true, isBatchMode: false), Is.False);
            Assert.That(OnnxRuntimeSetup.MayOffer(isInstalled: false, isBatchMode: true), Is.False);
        }

        [Test]
        public void NotNow_AsksAgainInTheNextSession()
        {
            _dialogs.Answer = 1;
            OnnxRuntimeSetup.Offer(_manifest);

            Assert.That(OnnxRuntimeSetup.MayOffer(false, false), Is.False);
            SessionState.Clear();
            Assert.That(OnnxRuntimeSetup.MayOffer(false, false), Is.True);
            Assert.That(File.ReadAllText(_manifest), Does.Not.Contain("onnxruntime"));
            Assert.That(Client.ResolveCount, Is.EqualTo(_resolved));
        }

        [Test]
        public void DontAskAgain_IsForAllSessions()
        {
            _dialogs.Answer = 2;
            OnnxRuntimeSetup.Offer(_manifest);
            SessionState.Clear();

            Assert.That(OnnxRuntimeSetup.MayOffer(false, false), Is.False);
            Assert.That(File.ReadAllText(_manifest), Does.Not.Contain("onnxruntime"));
        }

        [Test]
        public void Install_WritesTheManifestAndLetsUnityFetch()
        {
            _dialogs.Answer = 0;
            OnnxRuntimeSetup.Offer(_manifest);

            Assert.That(_dialogs.Messages, Has.Count.EqualTo(1), "nothing but the question");
            Assert.That(_dialogs.Messages[0], Does.Contain(_manifest).And.Contain("https://registry.npmjs.com").And.Contain("0.4.9"));
            Assert.That(File.ReadAllText(_manifest), Does.Contain("com.github.asus4.onnxruntime").And.Contain("scopedRegistries"));
            Assert.That(Client.ResolveCount, Is.EqualTo(_resolved + 1));
        }

        [Test]
        public void OtherVersion_IsToldAndStillFetched()
        {
            File.WriteAllText(_manifest, "{ \"dependencies\": { \"com.github.asus4.onnxruntime\": \"0.3.1\" } }");

            OnnxRuntimeSetup.AddPackage(_manifest);

            Assert.That(_dialogs.Messages.Single(), Does.Contain("0.3.1").And.Contain("0.4.2 or later"));
            Assert.That(Client.ResolveCount, Is.EqualTo(_resolved + 1));
        }

        [Test]
        public void DamagedManifest_IsToldWithTheWayByHand()
        {
            File.WriteAllText(_manifest, "{");

            OnnxRuntimeSetup.AddPackage(_manifest);

            Assert.That(_dialogs.Messages.Single(), Does.Contain(_manifest).And.Contain("By hand").And.Contain("com.github.asus4"));
            Assert.That(File.ReadAllText(_manifest), Is.EqualTo("{"));
            Assert.That(Client.ResolveCount, Is.EqualTo(_resolved));
        }

        [Test]
        public void Menu_HasTheEntryWhileThePackageIsMissing()
        {
            EditorMenu menu = new([typeof(OnnxRuntimeSetup).Assembly]);

            Assert.That(OnnxRuntimeSetup.IsInstalled, Is.False, "the host defines no version of a Unity package");
            Assert.That(menu.List(), Does.Contain((OnnxRuntimeSetup.Entry, true)));
        }

        private sealed class Answering : IEditorDialogs
        {
            public System.Collections.Generic.List<string> Messages { get; } = [];

            public int Answer { get; set; }

            public int Ask(string title, string message, string ok, string cancel, string other)
            {
                Messages.Add(message);
                return Answer;
            }

            public string OpenFolder(string title, string folder, string defaultName) => "";

            public string OpenFile(string title, string folder, string extension) => "";

            public void Reveal(string path)
            {
            }

            public void Browse(string address)
            {
            }
        }
    }
}
