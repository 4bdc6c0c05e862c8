// Django records app and name of each applied migration in django_migrations, whose name and columns never change. See
// "Migrations" in its documentation and django/db/migrations/recorder.py. It takes back a migration's dependants, in
// whichever app, without a word.
import type { AppliedMigration, KnownMigration, Ledger } from "../model/migration.ts";
import type { Command, Database, MigrationFile, Migrator, RevertTarget, Row } from "../ports.ts";
import { djangoListing } from "./django-listing.ts";
import { djangoRecording } from "./django-recording.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

const TABLE = "django_migrations";

const LEDGER_COLUMNS: readonly string[] = ["id", "app", "name", "applied"];

export const django: Migrator = {
  name: "django",
  traits: { name: "django", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: ["DATABASE_URL", "DJANGO_DATABASE_URL", "DB_URL"] },
  filesAre: "code",
  signs: { programs: ["manage.py", "django-admin"], variables: ["DJANGO_"] },
  settingVariables: ["DJANGO_SETTINGS_MODULE"],
  tables: [TABLE],
  recognise: (columns) => isDjangoLedger(columns.get(TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf),
  listing: djangoListing,
  recording: djangoRecording,
  revertCommand,
  forwardCommand: () => migrate(),
  revertDirectly: () => undefined,
  readLedger: readDjangoLedger,
};

/** To the one before it in its own app: exact once nothing that is applied needs this one any more. */
function revertCommand({ name, previous }: RevertTarget): Command | undefined {
  if (previous === undefined) return undefined;
  const [app, own] = partsOf(previous ?? name);
  return migrate(app, previous === null ? "zero" : own);
}

function migrate(...target: readonly string[]): Command {
  return { argv: ["python3", "manage.py", "migrate", ...target, "--noinput"], environment: {} };
}

/** An app's label is an identifier and has no dot. */
function partsOf(name: string): readonly [string, string] {
  const dot = name.indexOf(".");
  return [name.slice(0, dot), name.slice(dot + 1)];
}

/** The listing gives them in the order of their graph. */
function knownOf({ name, recordedAs, down, needs = [], previous }: MigrationFile): readonly KnownMigration[] {
  if (recordedAs === undefined) return [];
  const known = { name: recordedAs, file: name, down: down ?? ({ kind: "code" } as const), needs };
  return [previous === undefined ? known : { ...known, previous }];
}

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
async function readDjangoLedger(database: Database): Promise<Ledger> {
  const columns = await database.columns([TABLE]);
  const own = columns.get(TABLE);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, TABLE));
  if (!isDjangoLedger(own)) throw ledgerNotUnderstood(TABLE, { tool: "Django", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select app, name, applied from ?? order by id", [TABLE]);
  const zoned = database.seen.dialect === "postgresql";
  return { table: TABLE, applied: rows.map((row) => appliedOf(row, zoned)), dirty: [], lock: null, complete: true };
}

/**
 * On PostgreSQL the time has a zone. On MySQL it has none, and is in UTC or in the project's own zone, as USE_TZ says,
 * which cannot be seen here.
 */
function appliedOf({ app, name, applied }: Row, zoned: boolean): AppliedMigration {
  const appliedAt = zoned && applied instanceof Date ? applied.toISOString() : null;
  return { name: `${String(app)}.${String(name)}`, appliedAt };
}

function isDjangoLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}
