using System;
using System.Threading.Tasks;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Host.Editor.Dialogs;
using Saccade.Host.Editor.Menu;
using Saccade.Host.Editor.Session;
using Saccade.Host.Editor.Windows;
using UnityEditor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Server.Windows
{
    /// <summary>What a page asks of the windows' elements reaches those alone that a user could have meant.</summary>
    [NonParallelizable]
    public sealed class EditorModelTests
    {
        private EditorSession _session = null!;
        private EditorModel _model = null!;
        private Form _form = null!;

        [SetUp]
        public async Task Open()
        {
            _session = new EditorSession(new HostOptions { Width = 16, Height = 16, Log = null }, () => { });
            await _session.StartAsync();
            _model = new EditorModel(_session, new EditorMenu([]), new FileRoots([]), TimeProvider.System);
            _form = await _session.InvokeAsync(EditorWindow.GetWindow<Form>);
        }

        [TearDown]
        public void Close()
        {
            _model.Dispose();
            _session.Dispose();
        }

        [Test]
        public async Task Press_OfALiveButton_IsHeardOnce()
        {
            await _model.PressAsync(_form.Start.Id);

            Assert.That(_form.Starts, Is.EqualTo(1));
        }

        [TestCase("disabled")]
        [TestCase("in a disabled part")]
        [TestCase("taken out")]
        [TestCase("window closed")]
        public async Task PressAndChange_OfWhatIsNotToBeUsed_AreIgnored(string how)
        {
            await _session.InvokeAsync(() =>
            {
                switch (how)
                {
                    case "disabled":
                        _form.Start.SetEnabled(false);
                        _form.Epochs.SetEnabled(false);
                        break;
                    case "in a disabled part":
                        _form.Part.SetEnabled(false);
                        break;
                    case "taken out":
                        _form.Part.RemoveFromHierarchy();
                        break;
                    default:
                        _form.Close();
                        break;
                }
            });

            await _model.PressAsync(_form.Start.Id);
            await _model.TypeAsync(_form.Epochs.Id, "7");

            Assert.That((_form.Starts, _form.Epochs.value), Is.EqualTo((0, 20)));
        }

        [Test]
        public async Task Change_OfANumber_TakesNumbersAlone()
        {
            await _model.TypeAsync(_form.Epochs.Id, "many");
            Assert.That(_form.Epochs.value, Is.EqualTo(20));

            await _model.TypeAsync(_form.Epochs.Id, "7");
            Assert.That(_form.Epochs.value, Is.EqualTo(7));
        }

        private sealed class Form : EditorWindow
        {
            internal VisualElement Part { get; private set; } = null!;

            internal Button Start { get; private set; } = null!;

            internal IntegerField Epochs { get; private set; } = null!;

            internal int Starts { get; private set; }

            private void CreateGUI()
            {
                Part = new VisualElement();
                Start = new Button();
                Epochs = new IntegerField("Epochs");
                Start.clicked += () => Starts++;
                Epochs.SetValueWithoutNotify(20);
                Part.Add(Start);
                Part.Add(Epochs);
                rootVisualElement.Add(Part);
            }
        }
    }
}
