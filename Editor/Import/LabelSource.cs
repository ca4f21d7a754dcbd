namespace Saccade.Editor.Import
{
    /// <summary>Where the names of the classes come from.</summary>
    internal enum LabelSource
    {
        /// <summary>Nobody has said it.</summary>
        Unknown,

        /// <summary>The ONNX file holds them.</summary>
        File,

        /// <summary>A text file, one name a line.</summary>
        Text,

        /// <summary>The model's folder has them already.</summary>
        Stated,

        /// <summary>There are none: LABEL_0, LABEL_1 and so on.</summary>
        None,
    }
}
