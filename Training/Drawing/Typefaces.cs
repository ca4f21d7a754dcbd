using System;
using ScottPlot;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>
    /// The font that all text is drawn with. It travels inside of the assembly, because a server may have no fonts at all.
    /// </summary>
    internal sealed class Typefaces : IFontResolver
    {
        internal const string Family = "Inter";

        private static readonly Lazy<SKTypeface> LazyRegular = new(() => Load("Inter-Regular"));
        private static readonly Lazy<SKTypeface> LazySemiBold = new(() => Load("Inter-SemiBold"));

        internal static SKTypeface Regular => LazyRegular.Value;

        internal static SKTypeface SemiBold => LazySemiBold.Value;

        /// <summary>Makes ScottPlot find the font.</summary>
        internal static void Register()
        {
            lock (Fonts.FontResolvers)
            {
                if (!Fonts.FontResolvers.Exists(resolver => resolver is Typefaces))
                {
                    Fonts.FontResolvers.Insert(0, new Typefaces());
                    Fonts.Default = Family;
                }
            }
        }

        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            // Whatever is asked for: another font may not be there.
            Load(weight >= FontWeight.SemiBold ? "Inter-SemiBold" : "Inter-Regular");

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => Load(bold ? "Inter-SemiBold" : "Inter-Regular");

        private static SKTypeface Load(string name)
        {
            using var stream = typeof(Typefaces).Assembly.GetManifestResourceStream($"Fonts/{name}.ttf");
            return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"The embedded font {name} can't be read.");
        }
    }
}
