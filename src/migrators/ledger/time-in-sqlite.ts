/** A time that SQLite keeps as text. */
export interface TimeInSqlite {
  /** In milliseconds since 1970; in UTC where the text says no offset. */
  readonly time: number;
  readonly hasOffset: boolean;
}

/**
 * Reads what SQLite's own functions write, which is in UTC (`2006-01-02 15:04:05`: https://sqlite.org/lang_datefunc.html),
 * and what Go's driver does (`2006-01-02 15:04:05.999-07:00`: github.com/mattn/go-sqlite3, SQLiteTimestampFormats).
 * undefined for anything else.
 */
export function timeInSqlite(value: unknown): TimeInSqlite | undefined {
  const [, day, clock, offset] = /^([\d-]{10})[ T]([\d:.]+)(Z|[+-]\d\d:\d\d)?$/.exec(String(value)) ?? [];
  const time = Date.parse(`${day}T${clock}${offset ?? "Z"}`);
  return Number.isNaN(time) ? undefined : { time, hasOffset: offset !== undefined };
}

/** For a column whose default is such a function, or a database whose times are instants to its driver; else null. */
export function instantOf(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  const read = timeInSqlite(value);
  return read === undefined ? null : new Date(read.time).toISOString();
}
