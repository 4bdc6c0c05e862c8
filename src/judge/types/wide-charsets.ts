/** Character sets that hold everything: nothing that was written is refused. */
export const WIDE: ReadonlySet<string> = new Set(["utf8mb4", "utf16", "utf16le", "utf32"]);
