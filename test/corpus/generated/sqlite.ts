import type { TableShape } from "./shape.ts";
import type { Spelling } from "./spelling.ts";
import { withoutRule, withRule, writable } from "./shape.ts";
import { dayOf, indexText, isIndex, quoted, tableText } from "./spelling.ts";

export const SQLITE: Spelling = {
  dialect: "sqlite",
  types: ["integer", "integer", "real", "text", "text", "varchar(20)", "numeric", "boolean", "datetime", "blob"],
  counters: ["integer primary key", "integer primary key autoincrement"].map((counts) => ({ counts, type: "integer" })),
  near: (type) => ["integer", "text", "real", "numeric"].filter((other) => other !== type),
  literal: (type, number) => {
    if (type === "integer" || type === "numeric") return String(number);
    const spelt: Readonly<Record<string, string>> = {
      boolean: String(number % 2),
      real: `${number}.5`,
      blob: `x'0${number % 10}'`,
      datetime: quoted(`${dayOf(number)} 10:00:00`),
    };
    return spelt[type] ?? quoted(number);
  },
  edges: (type) => EDGES[type] ?? [],
  conditions: ({ name, type }) => {
    if (NUMBERS.includes(type)) return [`${name} > 0`, `${name} < 1000`, `${name} is not null`];
    return type === "text" ? [`length(${name}) > 0`, `${name} <> ''`] : [];
  },
  isKeyable: (type) => type !== "blob" && type !== "boolean",
  alterColumn: (from, to) => rebuilt(from, to),
  addRule: (from, rule) => (isIndex(rule) ? [indexText(from.name, rule)] : rebuilt(from, withRule(from, rule))),
  dropRule: (from, rule) => (isIndex(rule) ? [`drop index ${rule.name}`] : rebuilt(from, withoutRule(from, rule))),
  cast: (column) => column,
};

const NUMBERS: readonly string[] = ["integer", "real", "numeric"];

/** As the chapter "ALTER TABLE" has it: another table takes the rows, and then the name. */
function rebuilt(from: TableShape, to: TableShape): readonly string[] {
  const name = `${to.name}_new`;
  const [made = "", ...indexes] = tableText({ ...to, name });
  const columns = ["id", ...writable(to).map((column) => column.name)].join(", ");
  return [
    "pragma foreign_keys = off",
    made,
    `insert into ${name} (${columns}) select ${columns} from ${from.name}`,
    `drop table ${from.name}`,
    `alter table ${name} rename to ${to.name}`,
    ...indexes.map((index) => index.replace(` on ${name} `, ` on ${to.name} `)),
    "pragma foreign_keys = on",
  ];
}

const EDGES: Readonly<Record<string, readonly string[]>> = {
  integer: ["-5", "0", "'abc'", "1.5"],
  real: ["1e200", "'abc'"],
  text: ["''", "'abc  '", "12", "'12abc'"],
  "varchar(20)": ["''", "'12abc'"],
  numeric: ["1.5", "'abc'", "-1"],
  boolean: ["1", "0"],
  datetime: ["'x'"],
  blob: ["'t'"],
};
