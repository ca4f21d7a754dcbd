using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Host.Editor;
using UnityEngine.UIElements;

namespace Saccade.Editor.Tests.Api
{
    /// <summary>What is being typed is not the value: it becomes the value, and is overwritten, when Unity says.</summary>
    public sealed class TypingTests
    {
        private TextField _field = null!;
        private List<string> _heard = null!;

        private ITextInput Keyboard => _field;

        [SetUp]
        public void Show()
        {
            _field = new TextField("Folder");
            _field.SetValueWithoutNotify("dogs");
            _ = new ElementPanel(_field);
            _heard = [];
            _field.RegisterValueChangedCallback(change => _heard.Add(change.newValue));
        }

        [Test]
        public void EachKey_IsTheValue_UnlessTheFieldIsDelayed()
        {
            Keyboard.Type("c");
            Keyboard.Type("ca");
            _field.isDelayed = true;
            Keyboard.Type("cat");

            Assert.That(_heard, Is.EqualTo(new[] { "c", "ca" }));
            Assert.That((_field.value, _field.text), Is.EqualTo(("ca", "cat")));
        }

        [TestCase(true)]
        [TestCase(false)]
        public void DelayedField_TakesItsTextWithReturn_AndWhenItIsLeft(bool withReturn)
        {
            _field.isDelayed = true;
            Keyboard.Focus();
            Keyboard.Type("cats");
            Assert.That(_field.value, Is.EqualTo("dogs"));

            if (withReturn)
            {
                Keyboard.Submit();
            }
            else
            {
                Keyboard.Blur();
            }

            Assert.That(_field.value, Is.EqualTo("cats"));
            Assert.That(_heard, Is.EqualTo(new[] { "cats" }));
        }

        [Test]
        public void SetValueWithoutNotify_OverwritesWhatIsTyped_ThoughTheValueIsTheSame()
        {
            _field.isDelayed = true;
            Keyboard.Type("cats");

            _field.SetValueWithoutNotify("dogs");

            Assert.That(_field.text, Is.EqualTo("dogs"));
        }

        [Test]
        public void Escape_TakesBackWhatWasTyped()
        {
            Keyboard.Focus();
            Keyboard.Type("cats");

            Keyboard.Cancel();

            Assert.That((_field.value, _field.text), Is.EqualTo(("dogs", "dogs")));
        }

        [Test]
        public void Keys_OfAFieldThatCantBeChanged_AreNotTaken()
        {
            _field.isReadOnly = true;
            Keyboard.Type("cats");
            _field.isReadOnly = false;
            _field.SetEnabled(false);
            Keyboard.Type("cats");

            Assert.That((_field.value, _field.text), Is.EqualTo(("dogs", "dogs")));
        }

        [Test]
        public void DelayedFieldOfSeveralValues_LeftUntouched_TakesAnEmptyText()
        {
            _field.isDelayed = true;
            _field.showMixedValue = true;
            Assert.That(_field.text, Is.EqualTo("\u2014"));

            Keyboard.Focus();
            Keyboard.Blur();

            Assert.That(_heard, Is.EqualTo(new[] { "" }), "as in Unity 6: whoever binds such a field must see to it");
            Assert.That(_field.showMixedValue, Is.False);
        }

        [Test]
        public void NumberOfSeveralValues_LeftUntouched_StaysSo()
        {
            IntegerField number = new() { showMixedValue = true };
            ITextInput keyboard = number;
            _ = new ElementPanel(number);
            number.RegisterValueChangedCallback(_ => Assert.Fail("nobody has typed"));

            keyboard.Focus();
            Assert.That(number.text, Is.Empty);
            keyboard.Blur();

            Assert.That((number.text, number.showMixedValue), Is.EqualTo(("\u2014", true)));
        }
    }
}
