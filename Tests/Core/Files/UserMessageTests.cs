using System;
using System.IO;
using NUnit.Framework;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Core.Tests.Files
{
    public sealed class UserMessageTests
    {
        private const string What = "models/pets: the model can't be opened";

        [Test]
        public void OwnMessage_IsShownAsItIs() =>
            Assert.That(UserMessage.Of(new ModelFileException("config.json: is missing."), What), Is.EqualTo("config.json: is missing."));

        [Test]
        public void SystemMessage_GetsWhatWasDoneAndWhatToDo() =>
            Assert.That(
                UserMessage.Of(new IOException("The disk is full."), What, "Free some space."),
                Is.EqualTo("models/pets: the model can't be opened. The disk is full. Free some space."));

        [Test]
        public void SurprisingException_IsNamed_AndAskedToBeReported()
        {
            var message = UserMessage.Of(new ArgumentException("Destination is too short. (Parameter 'destination')"), What);

            Assert.That(message, Does.StartWith(What + ". ArgumentException: Destination is too short. (Parameter 'destination'). "));
            Assert.That(message, Does.EndWith("report it with what was done before."));
        }

        [Test]
        public void ReasonInsideATask_IsTheReason() =>
            Assert.That(UserMessage.Of(new AggregateException(new ModelFileException("own")), What), Is.EqualTo("own"));

        [Test]
        public void MessageOfSeveralLines_BecomesOne() =>
            Assert.That(UserMessage.Of(new IOException("one\r\ntwo\n"), What, "Try again."), Is.EqualTo(What + ". one two. Try again."));
    }
}
