import type { Ledger } from "../../model/migration.ts";
import type { DatabaseSeen, Dialect } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { MarkedLine } from "../runtimes/probe-output.ts";
import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { choose } from "../../model/trouble.ts";
import { ledgerNotFound, ledgerNotUnderstood } from "../ledger/shape.ts";
import { markedLines } from "../runtimes/probe-output.ts";
import { dbmateCommand } from "./command.ts";
import { dbmateLedgerScript } from "./ledger-script.ts";
import { dbmateLedgerOf, isDbmateLedger, LEDGER_COLUMNS, RAILS_TABLE, tableOf } from "./ledger.ts";

type Seen = { readonly ledger: Ledger; readonly database: DatabaseSeen };

/**
 * Reads the ledger with `psql` where the image has it (dbmate's own does) and the database is PostgreSQL; else with
 * `dbmate status`, which cannot show rows that no file explains: then the ledger is not complete.
 * @throws setting-malformed when the variable's name is none
 */
export function dbmateLedgerProbe(toolSettings: ToolSettings): Probe<Seen> {
  const table = tableOf(toolSettings);
  return {
    purpose: PURPOSE,
    needs: "database",
    command: {
      argv: [
        "sh",
        "-c",
        dbmateLedgerScript(variableOf(toolSettings)),
        "sh",
        queriesFor(table),
        ...dbmateCommand("status", toolSettings).argv,
      ],
      environment: {},
    },
    parse: (output) => seenIn(markedLines(output, PURPOSE), table),
  };
}

function variableOf({ databaseUrlEnv }: ToolSettings): string {
  const name = databaseUrlEnv ?? "DATABASE_URL";
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw failure("setting-malformed", `--database-url-env: ${name} cannot be the name of a variable`, {
    next: [choose("--database-url-env NAME", "letters, digits and underscores")],
  });
}

/** Everything is printed as marked lines, so that psql's own messages do not matter. */
function queriesFor(table: string): string {
  const dot = table.indexOf(".");
  const name = table.slice(dot + 1);
  const schema = dot === -1 ? undefined : table.slice(0, dot);
  const where = (one: string): string =>
    `table_name = ${literal(one)} and table_schema ${schema === undefined ? "= any (current_schemas(false))" : `= ${literal(schema)}`}`;
  const quoted = [schema, name].flatMap((part) => (part === undefined ? [] : [`"${part.replaceAll('"', '""')}"`]));
  return [
    "begin read only;",
    "set local statement_timeout = '15s';",
    `select :'mark' || 'version ' || current_setting('server_version');`,
    `select :'mark' || 'name ' || current_database();`,
    `select :'mark' || 'path ' || array_to_string(current_schemas(false), ', ');`,
    `select :'mark' || 'column ' || lower(column_name) from information_schema.columns where ${where(name)};`,
    `select :'mark' || 'rails ' from information_schema.tables where ${where(RAILS_TABLE)};`,
    `select :'mark' || 'row ' || version from ${quoted.join(".")};`,
    "commit;",
  ].join("\n");
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function seenIn(lines: readonly MarkedLine[], table: string): Seen {
  const all = (tag: string): readonly string[] => lines.filter((line) => line.tag === tag).map(({ rest }) => rest);
  const one = (tag: string): string => all(tag)[0] ?? "";
  const dialect: Dialect = DIALECTS.find(([scheme]) => one("scheme").startsWith(scheme))?.[1] ?? "mysql";
  const database = {
    dialect,
    version: one("version").split(" ")[0] || "undetermined",
    host: one("host"),
    name: one("name"),
  };
  if (one("version") === "") return fromStatus(database, { table, status: all("status"), exit: one("exit") });
  const columns = new Set(all("column"));
  if (columns.size === 0) throw ledgerNotFound({ table, database, searchPath: one("path"), others: new Map() });
  const rails: [string, Set<string>][] = all("rails").length === 0 ? [] : [[RAILS_TABLE, new Set(["key"])]];
  if (rails.length > 0 || !isDbmateLedger(columns))
    throw ledgerNotUnderstood(
      table,
      { tool: "dbmate", columns: LEDGER_COLUMNS },
      new Map([[table, columns], ...rails]),
    );
  return { ledger: dbmateLedgerOf(table, all("row")), database };
}

interface Status {
  readonly table: string;
  readonly status: readonly string[];
  readonly exit: string;
}

/** Lines such as `[X] 20240101000000_name.sql` for applied and `[ ] …` for pending files. */
function fromStatus(database: DatabaseSeen, { table, status, exit }: Status): Seen {
  if (exit !== "0") {
    throw failure("database-unreachable", "the image could not read its own ledger", {
      facts: status.slice(-5).map((line) => `it printed: ${maskCredentials(line)}`),
    });
  }
  const versions = status.flatMap((line) => /^\[X\] (\d+)/.exec(line)?.[1] ?? []);
  return { ledger: { ...dbmateLedgerOf(table, versions), complete: false }, database };
}

const DIALECTS: readonly (readonly [string, Dialect])[] = [
  ["postgres", "postgresql"],
  ["sqlite", "sqlite"],
];

const PURPOSE = "reading the ledger in the image";
