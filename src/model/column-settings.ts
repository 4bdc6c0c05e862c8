/** How PostgreSQL stores a column and looks at it, by name; null for what goes without saying. */
export type ColumnSettings = Readonly<Record<string, string | null>>;
