import type { Spelling } from "./spelling.ts";
import { columnText, constraintText, dayOf, indexText, isIndex, nines, partsOf, quoted } from "./spelling.ts";

const INTEGERS: readonly string[] = ["tinyint", "smallint", "int", "int unsigned", "bigint"];

const LABELS = "enum('1','2','3')";

export const MARIADB: Spelling = {
  dialect: "mariadb",
  types: [
    ...["tinyint", "smallint", "int", "int", "int unsigned", "bigint", "decimal(8,2)", "decimal(10,4)", "double"],
    ...["varchar(10)", "varchar(40)", "varchar(40)", "varchar(200)", "text", "char(5)"],
    ...["boolean", "date", "datetime", "timestamp", "json", LABELS],
  ],
  counters: ["int", "bigint", "int unsigned"].map((type) => ({ counts: `${type} auto_increment primary key`, type })),
  near: (type) => NEAR[type] ?? [],
  literal,
  edges: (type) => {
    const { base, sizes } = partsOf(type);
    const [digits = 0, scale = 0] = sizes;
    if (base === "decimal") return [nines(digits, scale), "-1", "0"];
    if (base === "enum") return ["'1'", "'2'", "'3'"];
    return /^(?:var)?char$/.test(base) ? ["''", `repeat('x', ${digits})`, "'ab '", "'ä€'"] : (EDGES[base] ?? []);
  },
  conditions: ({ name, type }) => {
    if (INTEGERS.includes(type) || type.startsWith("decimal"))
      return [`${name} > 0`, `${name} < 1000`, `${name} is not null`];
    return type.startsWith("varchar") ? [`length(${name}) > 0`, `${name} <> ''`] : [];
  },
  isKeyable: (type) => !/^(?:json|text|boolean|enum)/.test(type),
  alterColumn: (_, { name: table, columns }, name) =>
    columns
      .filter((column) => column.name === name)
      .map((column) => `alter table ${table} modify ${columnText(column)}`),
  addRule: ({ name }, rule) => [
    isIndex(rule) ? indexText(name, rule) : `alter table ${name} add ${constraintText(rule)}`,
  ],
  dropRule: ({ name }, rule) => [`alter table ${name} drop ${DROPPED[rule.kind]} ${rule.name}`],
  cast: (column) => column,
};

/** Its columns of long texts and of json have no constant for a default. */
export const MYSQL: Spelling = {
  ...MARIADB,
  dialect: "mysql",
  types: MARIADB.types.filter((type) => type !== "text" && type !== "json"),
};

const DROPPED = {
  unique: "index",
  index: "index",
  "unique-index": "index",
  check: "constraint",
  "foreign-key": "foreign key",
} as const;

function literal(type: string, number: number): string {
  const { base } = partsOf(type);
  if (INTEGERS.includes(base)) return String(number);
  const spelt: Readonly<Record<string, string>> = {
    decimal: `${number}.5`,
    double: `${number}.5`,
    float: `${number}.5`,
    boolean: String(number % 2),
    date: quoted(dayOf(number)),
    datetime: quoted(`${dayOf(number)} 10:00:00`),
    timestamp: quoted(`${dayOf(number)} 10:00:00`),
    json: quoted(`{"k":${number}}`),
    enum: quoted((number % 3) + 1),
  };
  return spelt[base] ?? quoted(number);
}

const NEAR: Readonly<Record<string, readonly string[]>> = {
  tinyint: ["int", "smallint"],
  smallint: ["int", "bigint", "tinyint"],
  int: ["bigint", "smallint", "int unsigned", "varchar(10)", "decimal(8,2)", "double"],
  "int unsigned": ["int", "bigint"],
  bigint: ["int", "varchar(40)"],
  "decimal(8,2)": ["decimal(10,4)", "int", "double", "decimal(12,2)", "decimal(8,0)"],
  "decimal(10,4)": ["decimal(8,2)", "varchar(40)"],
  double: ["decimal(8,2)", "float", "int"],
  "varchar(10)": ["varchar(40)", "text", "char(5)", "int", LABELS],
  "varchar(40)": ["varchar(10)", "text", "varchar(100)"],
  "varchar(200)": ["varchar(40)", "text"],
  text: ["varchar(40)", "varchar(200)"],
  "char(5)": ["varchar(10)", "varchar(5)"],
  date: ["datetime", "varchar(40)"],
  datetime: ["date", "timestamp", "datetime(3)"],
  timestamp: ["datetime"],
  json: ["text", "longtext"],
  [LABELS]: ["enum('1','2','3','4')", "enum('3','2','1')", "varchar(10)"],
};

const EDGES: Readonly<Record<string, readonly string[]>> = {
  tinyint: ["127", "-128", "0"],
  smallint: ["32767", "-32768", "0"],
  int: ["2147483647", "-5", "0", "70000"],
  "int unsigned": ["4294967295", "0", "70000"],
  bigint: ["9223372036854775807", "-9", "0", "3000000000"],
  double: ["1e30", "0.123456789", "-1"],
  text: ["''", "'abc  '", "repeat('x', 60)", "repeat('x', 3000)", "'12abc'", "'ä€'"],
  boolean: ["1", "0"],
  date: ["'9999-12-31'"],
  datetime: ["'9999-12-31 23:59:59'", "'1900-01-01 00:00:00'"],
  timestamp: ["'2037-12-31 23:59:59'"],
  json: [`'"s"'`, "'[1,2]'"],
};
