namespace Saccade.Progress
{
    /// <summary>
    /// What the training tool and the program that started it say to each other, with <c>--progress json</c>: one JSON object a line.
    /// The tool writes events to its standard output; each class here with a <c>Kind</c> is one, and its other constants are the
    /// fields, in the order in which they are written. A line <see cref="Command"/> on its standard input stops it.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What a reader doesn't know is to be ignored: fields and events are added within a version, and lines that are no JSON object are
    /// some library's chatter. A higher whole number as version means something else by the same words: a reader that doesn't know it
    /// has to stop.
    /// </para>
    /// <para>
    /// After <see cref="Finished"/>, <see cref="Cancelled"/> or <see cref="Error"/> nothing comes; a process that ends without one of
    /// them died. A field without a value is left out. Losses are mean cross entropies in nats, shares are 0..1, epochs and steps
    /// count from 1. Where pictures may show several classes, one is recognised where all of them and no other were found.
    /// </para>
    /// </remarks>
    internal static class ProgressStream
    {
        /// <summary>The version of all that is said here.</summary>
        public const int Version = 1;

        /// <summary>What every event says first.</summary>
        public static class Every
        {
            /// <summary>Number: <see cref="ProgressStream.Version"/>; a newer one with a fraction can be read all the same.</summary>
            public const string Version = "version";

            /// <summary>Text: what happened, the <c>Kind</c> of one of the classes here.</summary>
            public const string Event = "event";
        }

        /// <summary>Something that takes time begins.</summary>
        public static class Phase
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "phase";

            /// <summary>Text: what is done from here on, for people.</summary>
            public const string Text = "text";
        }

        /// <summary>The work goes on. Comes every two seconds while nothing else is said, whatever is done.</summary>
        public static class Alive
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "alive";

            /// <summary>Text: what is done, for people.</summary>
            public const string Phase = "phase";

            /// <summary>Number: seconds since that began.</summary>
            public const string Seconds = "seconds";
        }

        /// <summary>A file comes, of <c>pull</c>. At most four a second, and the last one of every file.</summary>
        public static class Download
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "download";

            /// <summary>Text: the file's path in the model folder.</summary>
            public const string File = "file";

            /// <summary>Whole number: bytes that are there.</summary>
            public const string Received = "received";

            /// <summary>Whole number: bytes of the file; absent where the server doesn't say.</summary>
            public const string Total = "total";
        }

        /// <summary>Data and model are loaded; training begins or goes on. Comes once, of <c>train</c>.</summary>
        public static class Started
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "started";

            /// <summary>List of texts: the class names in the order of the logits.</summary>
            public const string Classes = "classes";

            /// <summary>Whole number: pictures to learn from.</summary>
            public const string TrainPictures = "trainPictures";

            /// <summary>Whole number: pictures to judge by.</summary>
            public const string ValidationPictures = "validationPictures";

            /// <summary>Whole number: pictures for the last judgement; may be 0.</summary>
            public const string TestPictures = "testPictures";

            /// <summary>Whole number: parameters that training changes.</summary>
            public const string TrainableParameters = "trainableParameters";

            /// <summary>Whole number: parameters of the model.</summary>
            public const string TotalParameters = "totalParameters";

            /// <summary>Whole number: times that every training picture will be seen.</summary>
            public const string Epochs = "epochs";

            /// <summary>Truth value: whether the head starts from nothing because the classes are new.</summary>
            public const string NewHead = "newHead";

            /// <summary>Whole number: optimiser steps made before, by a run that goes on; 0 for a new one.</summary>
            public const string StepsDone = "stepsDone";
        }

        /// <summary>An optimiser step was made, of <c>train</c>. At most ten a second, and the last one.</summary>
        public static class Step
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "step";

            /// <summary>Whole number: which step of the whole run.</summary>
            public const string Number = "step";

            /// <summary>Whole number: steps of the whole run.</summary>
            public const string Steps = "steps";

            /// <summary>Whole number: which epoch.</summary>
            public const string Epoch = "epoch";

            /// <summary>Number: mean loss of the step's batches, before the step.</summary>
            public const string Loss = "loss";

            /// <summary>Number: the step's rate.</summary>
            public const string LearningRate = "learningRate";

            /// <summary>Number: L2 norm over the gradients of all trained parameters, before any clipping.</summary>
            public const string GradientNorm = "gradientNorm";

            /// <summary>Number: pictures learnt from in a second, since the epoch began.</summary>
            public const string ImagesPerSecond = "imagesPerSecond";
        }

        /// <summary>An epoch ended, and the model was judged on the validation pictures, of <c>train</c>.</summary>
        public static class Epoch
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "epoch";

            /// <summary>Whole number: which epoch.</summary>
            public const string Number = "epoch";

            /// <summary>Whole number: epochs of the whole run.</summary>
            public const string Epochs = "epochs";

            /// <summary>Number: mean loss over the epoch's training pictures, each when its batch was trained on.</summary>
            public const string TrainLoss = "trainLoss";

            /// <summary>Number: mean loss over the validation pictures.</summary>
            public const string ValidationLoss = "validationLoss";

            /// <summary>Number: share of the validation pictures that were recognised.</summary>
            public const string ValidationAccuracy = "validationAccuracy";

            /// <summary>Number: mean over the classes of the share of each that was recognised.</summary>
            public const string ValidationMacroAccuracy = "validationMacroAccuracy";

            /// <summary>Number: pictures learnt from in a second, without validation.</summary>
            public const string ImagesPerSecond = "imagesPerSecond";

            /// <summary>Number: expected seconds until the last epoch ends.</summary>
            public const string SecondsLeft = "secondsLeft";

            /// <summary>Number: mean average precision; absent where each picture shows one class.</summary>
            public const string ValidationMeanAveragePrecision = "validationMeanAveragePrecision";

            /// <summary>Number: mean F1 over the classes; absent where each picture shows one class.</summary>
            public const string ValidationMacroF1 = "validationMacroF1";
        }

        /// <summary>The work is done. What it says besides is the command's: see the classes that begin with this name.</summary>
        public static class Finished
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "finished";
        }

        /// <summary>What <see cref="Finished"/> says of <c>train</c>.</summary>
        public static class FinishedTraining
        {
            /// <summary>Text: the model folder, as a full path.</summary>
            public const string Output = "output";

            /// <summary>Whole number: the epoch whose weights the model has.</summary>
            public const string Epoch = "epoch";

            /// <summary>Whole number: the epoch with the best validation.</summary>
            public const string BestEpoch = "bestEpoch";

            /// <summary>Number: the model's mean loss on the validation pictures.</summary>
            public const string ValidationLoss = "validationLoss";

            /// <summary>Number: share of the validation pictures that it recognises.</summary>
            public const string ValidationAccuracy = "validationAccuracy";

            /// <summary>Number: mean over the classes of the share of each that it recognises.</summary>
            public const string ValidationMacroAccuracy = "validationMacroAccuracy";

            /// <summary>Number: share of the test pictures that it recognises; absent without test pictures.</summary>
            public const string TestAccuracy = "testAccuracy";

            /// <summary>Number: seconds that the whole run took, all of its parts together.</summary>
            public const string Seconds = "seconds";

            /// <summary>Number: mean average precision on the validation pictures; absent where each shows one class.</summary>
            public const string ValidationMeanAveragePrecision = "validationMeanAveragePrecision";

            /// <summary>Number: mean F1 over the classes there; absent where each picture shows one class.</summary>
            public const string ValidationMacroF1 = "validationMacroF1";

            /// <summary>Number: mean average precision on the test pictures; absent without any, or where each shows one class.</summary>
            public const string TestMeanAveragePrecision = "testMeanAveragePrecision";
        }

        /// <summary>What <see cref="Finished"/> says of <c>pull</c>.</summary>
        public static class FinishedPull
        {
            /// <summary>Text: the model folder, as a full path.</summary>
            public const string Output = "output";

            /// <summary>Text: the commit that its files are of.</summary>
            public const string Commit = "commit";

            /// <summary>Whole number: bytes of its files together.</summary>
            public const string Bytes = "bytes";

            /// <summary>Truth value: whether every file was there already, so that nothing was changed.</summary>
            public const string WasThere = "wasThere";
        }

        /// <summary>What <see cref="Finished"/> says of <c>data show --count</c>.</summary>
        public static class FinishedCount
        {
            /// <summary>Text: how the data set lies on the disk, one of <see cref="Layouts"/>.</summary>
            public const string Layout = "layout";

            /// <summary>Text: the layout, what it holds and how it is split, for people.</summary>
            public const string Description = "description";

            /// <summary>Truth value: whether validation pictures are drawn by chance, because none are named.</summary>
            public const string ValidationDrawn = "validationDrawn";

            /// <summary>List of objects: the pictures of each class, see <see cref="Class"/>.</summary>
            public const string Classes = "classes";

            /// <summary>List of texts: files without a byte, at most ten; none of them can be read.</summary>
            public const string Empty = "empty";

            /// <summary>Text: how many files aren't used, and why, for people; empty where all are.</summary>
            public const string LeftOut = "leftOut";
        }

        /// <summary>One of <see cref="FinishedCount.Classes"/>.</summary>
        public static class Class
        {
            /// <summary>Text: the class.</summary>
            public const string Name = "name";

            /// <summary>Whole number: pictures to learn from.</summary>
            public const string Train = "train";

            /// <summary>Whole number: pictures to judge by.</summary>
            public const string Validation = "validation";

            /// <summary>Whole number: pictures for the last judgement.</summary>
            public const string Test = "test";
        }

        /// <summary>The values of <see cref="FinishedCount.Layout"/>.</summary>
        public static class Layouts
        {
            /// <summary>As Oxford-IIIT Pet.</summary>
            public const string OxfordPet = "oxfordPet";

            /// <summary>A folder for each class.</summary>
            public const string ClassFolders = "classFolders";

            /// <summary>A table of paths and labels.</summary>
            public const string Table = "table";
        }

        /// <summary>The work was cancelled. The last event.</summary>
        public static class Cancelled
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "cancelled";

            /// <summary>Truth value: whether it may go on later.</summary>
            public const string CanResume = "canResume";
        }

        /// <summary>The work failed. The last event.</summary>
        public static class Error
        {
            /// <summary>The event's name.</summary>
            public const string Kind = "error";

            /// <summary>Text: why, and what to do.</summary>
            public const string Message = "message";
        }

        /// <summary>What may be written to the standard input; its end means nothing.</summary>
        public static class Command
        {
            /// <summary>Text: what to do, <see cref="Cancel"/>.</summary>
            public const string Name = "command";

            /// <summary>Stop at the next step with everything saved.</summary>
            public const string Cancel = "cancel";
        }
    }
}
