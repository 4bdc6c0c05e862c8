// Django records app and name of each applied migration in django_migrations, whose name and columns never change. See
// "Migrations" in its documentation and django/db/migrations/recorder.py. It takes back a migration's dependants, in
// whichever app, without a word.
import type { KnownMigration } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { djangoLedgerProbe, djangoOwnConnection } from "./django/ledger-probe.ts";
import { TABLE, djangoLedger } from "./django/ledger.ts";
import { djangoListing } from "./django/listing.ts";
import { djangoRecording } from "./django/recording.ts";
import { readerOf } from "./ledger/reading.ts";

export const django: Migrator = {
  name: "django",
  traits: { name: "django", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: ["DATABASE_URL", "DJANGO_DATABASE_URL", "DB_URL"] },
  filesAre: "code",
  signs: { programs: ["manage.py", "django-admin"], variables: ["DJANGO_"] },
  settingVariables: ["DJANGO_SETTINGS_MODULE"],
  tables: [TABLE],
  recognise: (columns) => djangoLedger.fits(columns.get(TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf),
  listing: djangoListing,
  recording: djangoRecording,
  revertCommand,
  applyCommand: ({ name }) => migrate(...partsOf(name)),
  forwardCommand: () => migrate(),
  revertDirectly: () => undefined,
  ledgerProbe: djangoLedgerProbe,
  ownConnection: djangoOwnConnection,
  readLedger: readerOf(djangoLedger),
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
