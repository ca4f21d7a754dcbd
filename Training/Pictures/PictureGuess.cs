namespace Saccade.Training.Pictures
{
    /// <summary>What a file is, told by its ending or its first bytes.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Format">What a format is called that nobody here decodes.</param>
    internal readonly record struct PictureGuess(GuessedKind Kind, string Format = "");
}
