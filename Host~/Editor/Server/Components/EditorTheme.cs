using MudBlazor;

namespace Saccade.Host.Editor.Components
{
    /// <summary>The colours of the dialogs, and the system's fonts: no page asks another host for one.</summary>
    internal static class EditorTheme
    {
        internal static MudTheme Theme { get; } = new()
        {
            PaletteDark = new PaletteDark
            {
                Primary = "#4c8dff",
                Surface = "#2b2d31",
                Background = "#1b1c1f",
                TextPrimary = "#dfe1e5",
                TextSecondary = "#a3a7b0",
            },
            Typography = new Typography
            {
                Default = new DefaultTypography { FontFamily = ["system-ui", "DejaVu Sans", "sans-serif"], FontSize = "13px" },
            },
        };
    }
}
