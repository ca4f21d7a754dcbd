using System.Linq;
using NUnit.Framework;
using Saccade.Host.Editor;
using Saccade.Host.Editor.Elements;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Server.Elements
{
    /// <summary>Snapshots say what a tree shows, and stay the same where it does.</summary>
    public sealed class ElementReaderTests
    {
        private VisualElement _root = null!;
        private ElementReader _reader = null!;

        [SetUp]
        public void MakeTree()
        {
            _root = new VisualElement();
            _reader = new ElementReader();
        }

        [Test]
        public void Read_OfAnUnchangedTree_MakesNothing()
        {
            ElementPanel panel = new(_root);
            var first = _reader.Read(panel);

            Assert.That(_reader.Read(panel), Is.SameAs(first));
            Assert.That(_reader.ReadCount, Is.EqualTo(1));
        }

        [Test]
        public void Read_AfterAChange_KeepsWhatIsTheSame()
        {
            Label label = new("a");
            _root.Add(new Toggle("Shuffle"));
            _root.Add(label);
            ElementPanel panel = new(_root);
            var before = _reader.Read(panel);

            label.text = "b";
            var now = _reader.Read(panel);

            Assert.That(now, Is.Not.SameAs(before));
            Assert.That(now.Children[0], Is.SameAs(before.Children[0]));
            Assert.That(now.Children[1].Text, Is.EqualTo("b"));
            Assert.That(before.Children[1].Text, Is.EqualTo("a"));
        }

        [Test]
        public void Read_DisablesWhatLiesInADisabledBox()
        {
            VisualElement box = new();
            box.Add(new Button());
            box.SetEnabled(false);
            _root.Add(box);

            Assert.That(_reader.Read(new ElementPanel(_root)).Children[0].Children[0].IsEnabled, Is.False);
        }

        [Test]
        public void Read_TakesEveryControl()
        {
            _root.Add(new Button { text = "Start" });
            _root.Add(new TextField("Folder") { value = "cats", isReadOnly = true });
            _root.Add(new IntegerField("Epochs") { value = 7 });
            _root.Add(new FloatField("Rate") { value = 0.001f });
            _root.Add(new DropdownField("Device", ["cpu", "cuda"], 1));
            _root.Add(new EnumField("Align", Align.Center));
            _root.Add(new Slider("Part", 0f, 1f) { value = 0.5f });
            _root.Add(new SliderInt("Blocks", 0, 12) { value = 3 });
            _root.Add(new ProgressBar { title = "Epoch 1", value = 40f });
            _root.Add(new Foldout { text = "More" });
            _root.Add(new HelpBox("No folder.", HelpBoxMessageType.Error));
            _root.Add(new ScrollView());

            var read = _reader.Read(new ElementPanel(_root)).Children.Select(child => (child.Kind, child.Label ?? child.Text, child.Value));

            Assert.That(read, Is.EqualTo(new[]
            {
                (ElementKind.Button, "Start", ""),
                (ElementKind.TextField, "Folder", "cats"),
                (ElementKind.NumberField, "Epochs", "7"),
                (ElementKind.NumberField, "Rate", "0.001"),
                (ElementKind.Choice, "Device", "cuda"),
                (ElementKind.Choice, "Align", "Center"),
                (ElementKind.Slider, "Part", "0.5"),
                (ElementKind.Slider, "Blocks", "3"),
                (ElementKind.Progress, "Epoch 1", "40"),
                (ElementKind.Foldout, "More", "true"),
                (ElementKind.Help, "No folder.", "Error"),
                (ElementKind.Scroll, "", "Vertical"),
            }));
        }

        [Test]
        public void Read_WritesStylesAsCss()
        {
            _root.style.width = 20;
            _root.style.flexDirection = FlexDirection.RowReverse;
            _root.style.marginTop = 2f;
            _root.style.flexGrow = 1f;
            _root.style.marginLeft = new Length(50f, LengthUnit.Percent);
            _root.style.backgroundColor = new Color(1f, 0f, 0f, 0.5f);
            _root.style.unityFontStyleAndWeight = FontStyle.Bold;
            _root.style.height = StyleKeyword.Auto;

            Assert.That(_reader.Read(new ElementPanel(_root)).Style.Split(';'), Is.SupersetOf(new[]
            {
                "width:20px", "flex-direction:row-reverse", "margin-top:2px", "flex-grow:1", "margin-left:50%",
                "background-color:rgba(255,0,0,0.5)", "font-weight:bold", "height:auto",
            }));
        }

        [Test]
        public void Read_TakesWhatIsPainted()
        {
            _root.generateVisualContent = context =>
            {
                context.painter2D.strokeColor = Color.red;
                context.painter2D.BeginPath();
                context.painter2D.MoveTo(new Vector2(0f, 1f));
                context.painter2D.LineTo(new Vector2(2f, 3f));
                context.painter2D.Stroke();
            };

            Assert.That(
                _reader.Read(new ElementPanel(_root)).Shapes, Is.EqualTo(new[] { new ElementShape("M0 1L2 3", "rgba(255,0,0,1)", 1f) }));
        }
    }
}
