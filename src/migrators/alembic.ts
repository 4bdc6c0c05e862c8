// Alembic keeps the newest revision of each branch, and nothing else, in alembic_version; what lies below is in the
// files' down_revision and depends_on. See its tutorial, "Working with Branches" and alembic/runtime/migration.py.
import type { KnownMigration } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { alembicLedgerProbe, alembicOwnConnection } from "./alembic/ledger-probe.ts";
import { DEFAULT_TABLE, alembicLedger } from "./alembic/ledger.ts";
import { alembicListing } from "./alembic/listing.ts";
import { alembicRecording } from "./alembic/recording.ts";
import { readerOf } from "./ledger/reading.ts";

export const alembic: Migrator = {
  name: "alembic",
  traits: {
    name: "alembic",
    startUp: { kind: "refuses", says: "Can't locate revision identified by" },
    reverts: "by-name",
  },
  conventions: {
    urlVariables: ["DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_DATABASE_URL", "SQLALCHEMY_URL", "DB_URL"],
  },
  filesAre: "code",
  signs: { programs: ["alembic", "flask db"], variables: ["ALEMBIC_"] },
  settingVariables: ["ALEMBIC_CONFIG"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => alembicLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf),
  listing: alembicListing,
  recording: alembicRecording,
  /**
   * alembic 1.6 and later take back the children of the place named that lead to the revision before the `@`: this one
   * alone, once nothing rests on it any more. Other branches that begin at the same place stay.
   */
  revertCommand: ({ name, previous }) =>
    previous === undefined ? undefined : command("downgrade", `${name}@${previous ?? "base"}`),
  applyCommand: ({ name }) => command("upgrade", name),
  forwardCommand: () => command("upgrade", "heads"),
  revertDirectly: () => undefined,
  ledgerProbe: alembicLedgerProbe,
  ownConnection: alembicOwnConnection,
  readLedger: readerOf(alembicLedger),
};

/** Its settings file is alembic.ini in the working directory, or the one that ALEMBIC_CONFIG names. */
function command(...words: readonly string[]): Command {
  return { argv: ["alembic", ...words], environment: {} };
}

/** The listing gives them in the order of their graph. */
function knownOf({ name, recordedAs, down, needs = [], previous }: MigrationFile): readonly KnownMigration[] {
  if (recordedAs === undefined) return [];
  const known = { name: recordedAs, file: name, down: down ?? ({ kind: "code" } as const), needs };
  return [previous === undefined ? known : { ...known, previous }];
}
