#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
namespace UnityEngine.UIElements
{
    public interface IStyle
    {
        StyleColor backgroundColor { get; set; }

        StyleColor color { get; set; }

        StyleEnum<DisplayStyle> display { get; set; }

        StyleLength flexBasis { get; set; }

        StyleEnum<FlexDirection> flexDirection { get; set; }

        StyleFloat flexGrow { get; set; }

        StyleFloat flexShrink { get; set; }

        StyleEnum<Wrap> flexWrap { get; set; }

        StyleLength fontSize { get; set; }

        StyleLength height { get; set; }

        StyleLength left { get; set; }

        StyleLength marginBottom { get; set; }

        StyleLength marginLeft { get; set; }

        StyleLength marginRight { get; set; }

        StyleLength marginTop { get; set; }

        StyleLength maxHeight { get; set; }

        StyleLength minWidth { get; set; }

        StyleEnum<Overflow> overflow { get; set; }

        StyleLength paddingLeft { get; set; }

        StyleLength paddingRight { get; set; }

        StyleLength paddingTop { get; set; }

        StyleEnum<Position> position { get; set; }

        StyleLength right { get; set; }

        StyleEnum<TextOverflow> textOverflow { get; set; }

        StyleLength top { get; set; }

        StyleEnum<FontStyle> unityFontStyleAndWeight { get; set; }

        StyleEnum<TextAnchor> unityTextAlign { get; set; }

        StyleEnum<WhiteSpace> whiteSpace { get; set; }

        StyleLength width { get; set; }
    }
}
