import type { KnownMigration, Ledger } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Row } from "../../ports/database.ts";
import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import type { LedgerReading } from "./reading.ts";
import type { Asked } from "./statements.ts";
import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { choose } from "../../model/trouble.ts";
import { markedJson } from "../runtimes/probe-output.ts";
import { wholeLedger } from "./reading.ts";
import { ledgerNotFound, ledgerNotUnderstood } from "./shape.ts";
import { LOCK, SEEN, columnsOf, ledgerStatements, rowsOf } from "./statements.ts";

/** How the images of one tool, or of one runtime, get at their database. */
export interface LedgerScript {
  /** With what, for messages: "the image's own Django". */
  readonly by: string;
  /**
   * Runs a script that answers with an `Answer`. It gets, as JSON, `{ statements, urlVariables }`: for each family of
   * databases what `ledgerStatements` gives, and the variables that may hold the URL, best first.
   */
  command(this: void, told: string, toolSettings: ToolSettings): Command;
}

/** Reads a ledger in a read-only transaction with what the image carries, under the image's own settings. */
export function ledgerProbe(
  reading: LedgerReading,
  script: LedgerScript,
  urlVariables: readonly string[] = [],
): NonNullable<Migrator["ledgerProbe"]> {
  return probeOf(reading, { script, purpose: `reading the ledger with ${script.by}`, urlVariables });
}

/** @param script by which the tool's own commands connect as well */
export function ownConnection(reading: LedgerReading, script: LedgerScript): NonNullable<Migrator["ownConnection"]> {
  const look = probeOf(reading, { script, purpose: `looking where ${script.by} connects`, urlVariables: [] });
  return (table, toolSettings) => look({ ...toolSettings, table }, undefined);
}

interface Wanted {
  readonly script: LedgerScript;
  readonly purpose: string;
  readonly urlVariables: readonly string[];
}

function probeOf(
  reading: LedgerReading,
  { script, purpose, urlVariables }: Wanted,
): NonNullable<Migrator["ledgerProbe"]> {
  return (toolSettings, files) => {
    const tables = {
      postgresql: reading.tables(toolSettings, "postgresql"),
      mysql: reading.tables(toolSettings, "mysql"),
    };
    const { databaseUrlEnv } = toolSettings;
    const told = {
      statements: ledgerStatements(reading, tables),
      urlVariables: databaseUrlEnv === undefined ? urlVariables : [databaseUrlEnv],
    };
    return {
      purpose,
      needs: "database",
      command: script.command(JSON.stringify(told), toolSettings),
      parse: (output) => seenIn(markedJson(output, purpose) as Answer, { reading, tables, files }),
    };
  };
}

type Answer =
  | {
      readonly kind: "answers";
      readonly family: Asked;
      readonly host: string | null;
      readonly answers: Readonly<Record<string, readonly Row[]>>;
      /** Why the answers end before the last statement. */
      readonly error: string | null;
    }
  | { readonly kind: "no-program" | "no-settings" | "failed"; readonly message: string };

interface Asking {
  readonly reading: LedgerReading;
  readonly tables: Readonly<Record<Asked, readonly [string, ...string[]]>>;
  readonly files: readonly KnownMigration[] | undefined;
}

function seenIn(answer: Answer, asking: Asking): { readonly ledger: Ledger; readonly database: DatabaseSeen } {
  switch (answer.kind) {
    case "answers": {
      const [seen] = answer.answers[SEEN] ?? [];
      if (seen === undefined) throw unread(answer.error ?? "nothing");
      const database = databaseIn(seen, answer);
      return { ledger: ledgerIn(answer, asking, { database, searchPath: textOf(seen["path"]) }), database };
    }
    case "no-program":
      throw failure("image-not-readable", "the image has nothing with which its ledger could be read", {
        facts: [answer.message],
        next: [ELSEWHERE],
      });
    case "no-settings":
      throw failure("image-not-readable", "the image does not say how it connects to its database", {
        facts: [answer.message],
        next: [ELSEWHERE],
      });
    case "failed":
      throw unread(answer.message);
  }
}

type Answers = Extract<Answer, { kind: "answers" }>;

function ledgerIn(
  { family, answers, error }: Answers,
  { reading, tables, files }: Asking,
  place: { readonly database: DatabaseSeen; readonly searchPath: string },
): Ledger {
  const columnsIn = (name: string): ReadonlySet<string> =>
    new Set((answers[columnsOf(name)] ?? []).map((row) => textOf(row["column_name"])));
  const table = tables[family].find((name) => columnsIn(name).size > 0) ?? tables[family][0];
  const columns = columnsIn(table);
  if (columns.size === 0 && error !== null) throw unread(error);
  if (columns.size === 0) throw ledgerNotFound({ ...place, table, others: new Map() });
  if (!reading.fits(columns)) throw ledgerNotUnderstood(table, reading, new Map([[table, columns]]));
  if (error !== null) throw unread(error);
  return wholeLedger(reading, { family, table, rows: answers[rowsOf(table)] ?? [], files }, answers[LOCK] ?? []);
}

function databaseIn(seen: Row, { family, host }: Answers): DatabaseSeen {
  const version = textOf(seen["version"]);
  const dialect = /mariadb/i.test(version) ? "mariadb" : family;
  return { dialect, version: version.split(/[ -]/)[0] ?? "", host: host || "localhost", name: textOf(seen["name"]) };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function unread(message: string): Error {
  return failure("database-unreachable", "the image could not read its own ledger", {
    facts: [`it printed: ${maskCredentials(message)}`],
  });
}

const ELSEWHERE = choose("--database-url-file FILE", "a way to the same database from here");
