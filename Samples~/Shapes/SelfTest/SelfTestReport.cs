using System.Text;

namespace Saccade.Samples.Shapes.SelfTest
{
    /// <summary>A text with a line for each check, and whether all of them passed.</summary>
    internal sealed class SelfTestReport
    {
        private readonly StringBuilder _lines = new StringBuilder();

        /// <summary>Whether no check failed.</summary>
        public bool HasPassed { get; private set; } = true;

        /// <summary>Adds a line that says something and judges nothing.</summary>
        public void Say(string line) => _lines.Append('\n').Append(line);

        /// <summary>Adds a check that passed.</summary>
        public void Pass(string finding) => Say("[ok] " + finding);

        /// <summary>Adds a check that failed.</summary>
        /// <param name="finding">What was found, and what to do.</param>
        public void Fail(string finding)
        {
            HasPassed = false;
            Say("[FAILED] " + finding);
        }

        /// <summary>The whole text.</summary>
        public override string ToString() => $"Shapes Self Test: {(HasPassed ? "passed" : "FAILED")}{_lines}";
    }
}
