namespace Saccade.Host.ApiSurface
{
    /// <summary>The words that say from where a member may be called.</summary>
    public static class ThreadUse
    {
        /// <summary>From every thread, and while a script is constructed.</summary>
        public const string Any = "any";

        /// <summary>From the main thread alone, and never while a script is constructed.</summary>
        public const string Main = "main";

        /// <summary>The same of a property that may be written, but not read, from everywhere.</summary>
        public const string MainGet = "main get";

        /// <summary>The same of a property that may be read, but not written, from everywhere.</summary>
        public const string MainSet = "main set";

        /// <summary>The word for a member.</summary>
        /// <param name="member">What of it can be called.</param>
        /// <param name="isGetMain">Whether only the main thread may read it; of what is no property, call it.</param>
        /// <param name="isSetMain">Whether only the main thread may write it; of what is no property, call it.</param>
        /// <returns>One of the words here.</returns>
        public static string Of(ApiMember member, bool isGetMain, bool isSetMain)
        {
            var accessors = member.Accessors.ToString();
            var hasGet = accessors.Contains("get", System.StringComparison.Ordinal);
            var hasSet = accessors.Contains("set", System.StringComparison.Ordinal);
            return (hasGet && isGetMain, hasSet && isSetMain) switch
            {
                _ when !hasGet && !hasSet => isGetMain ? Main : Any,
                (true, false) when hasSet => MainGet,
                (false, true) when hasGet => MainSet,
                (false, false) => Any,
                _ => Main,
            };
        }

        /// <summary>Whether reading a property, or calling what is none, is for the main thread alone.</summary>
        /// <param name="threads">One of the words.</param>
        /// <returns>False where every thread may.</returns>
        public static bool IsGetMain(string threads) => threads is Main or MainGet;

        /// <summary>Whether writing a property, or calling what is none, is for the main thread alone.</summary>
        /// <param name="threads">One of the words.</param>
        /// <returns>False where every thread may.</returns>
        public static bool IsSetMain(string threads) => threads is Main or MainSet;
    }
}
