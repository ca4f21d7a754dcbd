using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Host.Editor;
using UnityEngine;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>The stand-in's element trees keep what UI Toolkit promises to a window.</summary>
    public sealed class VisualElementTests
    {
        [Test]
        public void Add_OfAChildOfAnother_MovesIt()
        {
            VisualElement first = new(), second = new(), child = new();
            first.Add(child);

            second.Add(child);

            Assert.That(first.childCount, Is.Zero);
            Assert.That(child.parent, Is.SameAs(second));
        }

        [Test]
        public void Add_OfItsOwnAncestor_IsRefusedAndChangesNothing()
        {
            VisualElement outer = new(), inner = new();
            outer.Add(inner);

            Assert.That(() => inner.Add(outer), Throws.ArgumentException);
            Assert.That(() => inner.Add(inner), Throws.ArgumentException);
            Assert.That(inner.parent, Is.SameAs(outer));
        }

        [Test]
        public void Foldout_HoldsItsChildrenInItsContent()
        {
            Foldout foldout = new() { text = "Model" };
            Label label = new("87 labels");

            foldout.Add(label);

            Assert.That(label.parent, Is.SameAs(foldout));
            Assert.That(foldout.Children(), Is.EqualTo(new[] { label }));
            foldout.Clear();
            Assert.That(label.parent, Is.Null);
            Assert.That(foldout.HierarchyChildren, Has.Count.EqualTo(1), "the content itself stays");
        }

        [Test]
        public void Q_FindsByTypeNameAndClassInDepth()
        {
            VisualElement root = new(), middle = new();
            Button start = new() { name = "start" };
            start.AddToClassList("primary");
            root.Add(middle);
            middle.Add(new Button { name = "stop" });
            middle.Add(start);

            Assert.That(root.Q<Button>("start"), Is.SameAs(start));
            Assert.That(root.Q<Button>(className: "primary"), Is.SameAs(start));
            Assert.That(root.Q<Toggle>("start"), Is.Null);
        }

        [Test]
        public void Value_Changed_TellsTheFieldAndItsParents()
        {
            VisualElement root = new();
            IntegerField epochs = new("Epochs");
            root.Add(epochs);
            List<string> heard = [];
            epochs.RegisterValueChangedCallback(e => heard.Add($"field {e.previousValue} to {e.newValue}"));
            root.RegisterCallback<ChangeEvent<int>>(e => heard.Add($"root {e.newValue} from {e.target == epochs}"));

            epochs.value = 10;
            Assert.That(heard, Is.Empty, "without a panel nobody is told");
            _ = new ElementPanel(root);
            epochs.SetValueWithoutNotify(0);
            epochs.value = 20;
            epochs.value = 20;
            epochs.SetValueWithoutNotify(30);

            Assert.That(heard, Is.EqualTo(new[] { "field 0 to 20", "root 20 from True" }));
        }

        [TestCase("12", 12)]
        [TestCase("-3", -3)]
        [TestCase("1.5", 7)]
        [TestCase("99999999999", 7)]
        [TestCase("", 7)]
        public void IntegerField_TakesWholeNumbersAlone(string text, int expected)
        {
            IntegerField field = new();
            field.SetValueWithoutNotify(7);

            ((ITextInput)field).Type(text);

            Assert.That((field.value, field.text), Is.EqualTo((expected, text)), "what is typed stands until the field is left");
            ((ITextInput)field).Blur();
            Assert.That(field.text, Is.EqualTo(expected.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        [TestCase("NaN")]
        [TestCase("1e99")]
        [TestCase("three")]
        public void FloatField_RefusesWhatIsNoNumber(string text)
        {
            FloatField field = new();
            field.SetValueWithoutNotify(0.5f);

            ((ITextInput)field).Type(text);
            ((ITextInput)field).Blur();

            Assert.That((field.value, field.text), Is.EqualTo((0.5f, "0.5")));
        }

        [Test]
        public void Slider_KeepsWithinItsEnds()
        {
            Slider slider = new("Opacity", 0f, 1f);

            slider.TryChange("3.5");

            Assert.That(slider.value, Is.EqualTo(1f));
        }

        [Test]
        public void Dropdown_TakesNoOtherThanItsChoices()
        {
            DropdownField field = new("Layout", ["a", "b"], 0);

            Assert.That(field.TryChange("c"), Is.False);
            Assert.That(field.TryChange("b"), Is.True);
            Assert.That(field.index, Is.EqualTo(1));
        }

        [Test]
        public void EnumField_TakesNamesAlone()
        {
            EnumField field = new("Style", FlexDirection.Row);

            Assert.That(field.TryChange("77"), Is.False);
            Assert.That(field.TryChange("Column"), Is.True);
            Assert.That(field.value, Is.EqualTo(FlexDirection.Column));
        }

        [Test]
        public void ChangeCount_GrowsWithEveryChangeOfTheTreeAndWithNothingElse()
        {
            VisualElement root = new();
            Label label = new("a");
            ElementPanel panel = new(root);
            List<Action> changes =
            [
                () => root.Add(label), () => label.text = "b", () => label.style.color = Color.red, () => label.SetEnabled(false),
                () => label.AddToClassList("x"), () => label.tooltip = "t", () => label.visible = false, () => root.Clear(),
            ];
            foreach (var change in changes)
            {
                var before = panel.ChangeCount;
                change();
                Assert.That(panel.ChangeCount, Is.GreaterThan(before));
            }

            var last = panel.ChangeCount;
            label.text = "not shown any more";
            root.style.width = StyleKeyword.Null;
            Assert.That(panel.ChangeCount, Is.EqualTo(last));
        }

        [Test]
        public void Schedule_RunsOnlyWhileTheElementIsShown()
        {
            VisualElement root = new(), child = new();
            ElementPanel panel = new(root);
            var calls = 0;
            child.schedule.Execute(() => calls++).Every(100);
            panel.Tick(0, Rethrow);
            Assert.That(calls, Is.Zero);

            root.Add(child);
            foreach (var time in new long[] { 1000, 1050, 1099, 1100, 1150, 1205 })
            {
                panel.Tick(time, Rethrow);
            }

            Assert.That(calls, Is.EqualTo(3), "at 1000, 1100 and 1205");

            child.RemoveFromHierarchy();
            panel.Tick(2000, Rethrow);
            Assert.That(calls, Is.EqualTo(3));
        }

        [Test]
        public void Schedule_WithoutEvery_RunsOnce()
        {
            VisualElement root = new();
            ElementPanel panel = new(root);
            var calls = 0;
            root.schedule.Execute(() => calls++);

            foreach (var time in new long[] { 0, 49, 50, 100 })
            {
                panel.Tick(time, Rethrow);
            }

            Assert.That(calls, Is.EqualTo(1));
        }

        [Test]
        public void Schedule_ThatFails_LeavesTheOthersTheirTurn()
        {
            VisualElement root = new();
            ElementPanel panel = new(root);
            List<Exception> failures = [];
            var calls = 0;
            root.schedule.Execute(() => throw new InvalidOperationException("broken"));
            root.schedule.Execute(() => calls++);

            panel.Tick(0, failures.Add);

            Assert.That(calls, Is.EqualTo(1));
            Assert.That(failures.Single().Message, Is.EqualTo("broken"));
        }

        [Test]
        public void Painter_LeavesItsPathsInTheOrderOfTheStrokes()
        {
            VisualElement chart = new();
            chart.style.width = 100f;
            chart.style.height = 50f;
            chart.generateVisualContent += context =>
            {
                var area = context.visualElement.contentRect;
                var painter = context.painter2D;
                painter.strokeColor = Color.green;
                painter.lineWidth = 2f;
                painter.BeginPath();
                painter.MoveTo(new Vector2(0f, area.height));
                painter.LineTo(new Vector2(area.width, 0.5f));
                painter.Stroke();
                painter.fillColor = Color.red;
                painter.BeginPath();
                painter.Arc(new Vector2(10f, 10f), 5f, 0f, 360f);
                painter.Fill();
            };

            var shapes = chart.PaintContent();

            Assert.That(shapes[0], Is.EqualTo(new PaintedShape("M0 50L100 0.5", Color.green, 2f)));
            Assert.That(shapes[1].LineWidth, Is.Zero, "an area");
            Assert.That(shapes[1].Path, Does.StartWith("M15 10A5 5 ").And.EndWith("15 10"), "a whole circle, back where it began");
        }

        private static void Rethrow(Exception e) => throw e;
    }
}
