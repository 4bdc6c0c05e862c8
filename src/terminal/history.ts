import type { BroughtMigrations, History, HistoryEntry } from "../model/history.ts";
import type { Style } from "./style.ts";
import { counted, page, section } from "./page.ts";
import { plainValue } from "./plain.ts";

/** Revisions, images and migrations as one table, newest first; what is not known says why. */
export function historyText(history: History, style: Style): string {
  const shown = plainValue(history);
  const { database, workload } = shown;
  const where =
    database === null
      ? "database not reached"
      : `database ${database.name} on ${database.host} (${database.dialect} ${database.version})`;
  const rows = shown.entries.flatMap(rowsOf);
  const [head = "", ...body] = aligned([HEADINGS, ...rows]);
  return page([
    `${workload.kind.toLowerCase()}/${workload.name} in namespace ${workload.namespace}, ${where}`,
    "",
    style.heading(head),
    ...body,
    ...section("applied, but explained by no revision", shown.unexplained ?? [], style),
    ...section("what is not known", shown.ledgerUnread === null ? [] : [`the ledger: ${shown.ledgerUnread}`], style),
  ]);
}

/** A revision's first line carries everything; further migrations stand below each other. */
function rowsOf(entry: HistoryEntry): readonly (readonly string[])[] {
  const [first = "", ...more] = migrationsOf(entry.brought);
  const revision = entry.current ? `${entry.revision} (runs)` : String(entry.revision);
  return [
    [revision, entry.image, entry.createdAt, entry.changeCause ?? "<none>", first],
    ...more.map((name) => ["", "", "", "", name]),
  ];
}

function migrationsOf(brought: BroughtMigrations): readonly string[] {
  if (!brought.known) return [`undetermined: ${brought.because}`];
  if (brought.names.length === 0) return [`none (${brought.from})`];
  return [
    ...brought.names.slice(0, -1),
    `${brought.names.at(-1)} (${counted(brought.names.length, "migration")}, ${brought.from})`,
  ];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

const HEADINGS = ["REVISION", "IMAGE", "CREATED", "CHANGE-CAUSE", "MIGRATIONS IT BROUGHT"];
