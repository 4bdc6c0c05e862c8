/** What a table of SQLite calls the numbers of its rows, whether it says so or not. */
export const ROW_NUMBERS: ReadonlySet<string> = new Set(["rowid", "_rowid_", "oid"]);
