// node-pg-migrate's files: their order by src/migration.ts, the parts of an SQL file by src/sqlMigration.ts.
import type { Down, KnownMigration } from "../../model/migration.ts";
import type { MigrationFile } from "../../ports/image.ts";
import { compareText } from "../compare-text.ts";
import { isCommentOnly } from "../sections/sql-text.ts";
import { upOf } from "../sections/up-text.ts";

/** Every migration, in the order in which it would be applied. A name is that of the file without its extension. */
export function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  return files.filter(isMigration).map(knownOf).toSorted(inOrder);
}

function isMigration({ name }: MigrationFile): boolean {
  return /\.(?:[cm]?[jt]s|sql)$/.test(name) && !/\.d\.[cm]?ts$/.test(name) && !name.startsWith(".");
}

function knownOf({ name, text, down }: MigrationFile): KnownMigration {
  return {
    name: name.replace(/\.[^.]+$/, ""),
    file: name,
    down: text === null ? (down ?? { kind: "code" }) : downIn(text),
    ...upOf(text === null ? null : upIn(text)),
  };
}

/** Everything from the line that names the down; it runs in the tool's one transaction. */
export function downIn(text: string): Down {
  const start = text.search(partNamed("down"));
  if (start === -1)
    return { kind: "absent", because: "it has no '-- Down Migration' part, so the tool refuses to revert it" };
  const up = text.search(partNamed("up"));
  const part = text.slice(start, up > start ? up : undefined);
  if (isCommentOnly(part)) return { kind: "absent", because: "its down part is empty" };
  return { kind: "sql", text: part, transaction: true };
}

/** Without a line that names the up, the tool takes the whole file for it. */
function upIn(text: string): string {
  const start = text.search(partNamed("up"));
  if (start === -1) return text;
  const down = text.search(partNamed("down"));
  return text.slice(start, down > start ? down : undefined);
}

function partNamed(direction: "up" | "down"): RegExp {
  return new RegExp(String.raw`^\s*--[\s-]*${direction}\s+migration`, "im");
}

/** Since 7.0; earlier ones sort by name alone, which is the same while prefixes are of one length. */
function inOrder(left: KnownMigration, right: KnownMigration): number {
  const [first, second] = [timeOf(left.name), timeOf(right.name)];
  if (first !== second) return first - second;
  return left.file.localeCompare(right.file, undefined, BY_NAME) || compareText(left.file, right.file);
}

/** Milliseconds, a UTC time with milliseconds, or any other number. */
function timeOf(name: string): number {
  const [prefix = ""] = name.split("_");
  const utc = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(prefix);
  if (utc === null) return Number(prefix) || 0;
  const [, year, month, day, hour, minute, second, rest] = utc;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`) || 0;
}

const BY_NAME = { usage: "sort", numeric: true, sensitivity: "variant", ignorePunctuation: true } as const;
