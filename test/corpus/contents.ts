// What a database holds.

/** Rows by table; a row is its values by column, each as text. */
export interface Contents {
  readonly tables: ReadonlyMap<string, TableContents>;
  readonly sequences: readonly Sequence[];
  /** Tables whose earlier rows the database keeps. */
  readonly histories: readonly string[];
}

export interface Sequence {
  /** What it keeps through renames; absent where the product does not tell. */
  readonly id?: string;
  readonly name: string;
  readonly position: number;
  /** The table and column that it numbers, e.g. `accounts.id`: it goes with them. */
  readonly numbers: string | null;
}

export interface TableContents {
  /** What the table, and each of its columns, keeps through renames; absent where the product does not tell. */
  readonly id?: string;
  readonly places?: Readonly<Record<string, number>>;
  readonly key: readonly string[];
  /** Computed by the database: its values are nobody's to lose. */
  readonly generated: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly Cells[];
}

export type Cells = Readonly<Record<string, string | null>>;

/** In which a tool notes what is applied: no data of the application's. */
export const NOTES = "alembic_version";

export function withoutNotes(contents: Contents): Contents {
  return { ...contents, tables: new Map([...contents.tables].filter(([name]) => name !== NOTES)) };
}

export const NOTHING: Contents = { tables: new Map(), sequences: [], histories: [] };

/** The same number or moment is written differently by different types. */
export function plain(value: string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (/^-?\d+\.\d*$/.test(value)) return value.replace(/\.?0*$/, "");
  return value
    .replace(/(:\d\d)\.0+$/, "$1")
    .replace(/ 00:00:00$/, "")
    .replace(/,\)$/, ")");
}
