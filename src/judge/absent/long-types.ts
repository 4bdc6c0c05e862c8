// Types of MySQL and MariaDB, as `ColumnType` names them, whose values are kept apart from their rows.

/** BLOB and TEXT of all lengths, and JSON. */
export const LONG_TEXTS: ReadonlySet<string> = new Set(
  "text tinytext mediumtext longtext blob tinyblob mediumblob longblob json".split(" "),
);

export const SHAPES: ReadonlySet<string> = new Set(
  "geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection".split(" "),
);

export const LONG_TYPES: ReadonlySet<string> = new Set([...LONG_TEXTS, ...SHAPES]);
