import type { MigrationSql, SqlSeen } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { Printed } from "./printed.ts";
import { rootOf } from "./listing.ts";
import { printedIn } from "./printed.ts";
import { LIQUIBASE_RECORDING_SCRIPT } from "./recording-script.ts";
import { recordedSide } from "./sections.ts";

/**
 * Asks Liquibase's own program for the SQL of changesets, as if for a database that it could not reach ("Offline database
 * support" in its documentation). Preconditions are not looked at there: which changesets they let run is in the ledger.
 * Not asked for is what would run Java of its own (liquibase/change/custom/CustomChangeWrapper.java: it runs here too).
 */
export function liquibaseRecording(
  migrations: readonly KnownMigration[],
  { dialect, version }: DatabaseSeen,
  toolSettings: ToolSettings,
): Probe<readonly MigrationSql[]> {
  const ups = migrations.filter((one) => one.up === undefined && obstacleTo(one.changes?.up) === undefined);
  const downs = migrations.filter((one) => one.down.kind === "code" && obstacleTo(one.changes?.down) === undefined);
  const url = `offline:${dialect}?version=${version}`;
  return {
    purpose: PURPOSE,
    needs: "nothing",
    command: {
      argv: ["sh", "-c", LIQUIBASE_RECORDING_SCRIPT, "sh", url, rowsOf(ups), rowsOf(downs)],
      environment: environmentOf(toolSettings),
    },
    parse: (output) => {
      const printed = printedIn(output, PURPOSE, new Set([...ups, ...downs].map(headerOf)));
      return migrations.map((one) => ({ name: one.name, up: upOf(one, printed), down: downOf(one, printed) }));
    },
  };
}

/** What a container may say besides the changelog that changes the SQL: which properties count, and where its names are. */
export const RESULT_VARIABLES: readonly string[] = [
  "LIQUIBASE_DEFAULTS_FILE",
  "LIQUIBASE_COMMAND_CONTEXTS",
  "LIQUIBASE_COMMAND_LABEL_FILTER",
  "LIQUIBASE_COMMAND_DEFAULT_SCHEMA_NAME",
];

const PURPOSE = "recording the SQL of Liquibase changesets";

function environmentOf(toolSettings: ToolSettings): Readonly<Record<string, string>> {
  const own = Object.entries(toolSettings.variables).filter(([name]) => name.startsWith("LIQUIBASE_"));
  const root = rootOf(toolSettings);
  return { ...Object.fromEntries(own), ...(root !== undefined && { LIQUIBASE_COMMAND_CHANGELOG_FILE: root }) };
}

/** How their rows in the ledger's CSV begin, one a line. */
function rowsOf(migrations: readonly KnownMigration[]): string {
  return migrations
    .map(partsOf)
    .map(({ path, id, author }) => `"${[id, author, path].map((text) => text.replaceAll('"', '""')).join('","')}`)
    .join("\n");
}

function headerOf(migration: KnownMigration): string {
  const { path, id, author } = partsOf(migration);
  return [path, id, author].join("::");
}

function partsOf({ name }: KnownMigration): { readonly path: string; readonly id: string; readonly author: string } {
  const [path = "", author = "", ...id] = name.split("::").toReversed();
  return { path, author, id: id.toReversed().join("::") };
}

function upOf(migration: KnownMigration, { ups, because }: Printed): SqlSeen {
  if (migration.up !== undefined) return unseen("its up was not asked for");
  const kinds = migration.changes?.up;
  const obstacle = obstacleTo(kinds);
  if (obstacle !== undefined) return unseen(`its up was not asked for: ${obstacle}`);
  return (
    recordedSide(ups.get(headerOf(migration)), kinds, migration.changes?.transaction) ??
    unseen(`its up was not printed: ${because.up}`)
  );
}

function downOf(migration: KnownMigration, { downs, because }: Printed): SqlSeen {
  if (migration.down.kind !== "code") return unseen("its down was not asked for");
  const kinds = migration.changes?.down;
  const obstacle = obstacleTo(kinds);
  if (obstacle !== undefined) return unseen(`its down was not asked for: ${obstacle}`);
  return (
    recordedSide(downs.get(headerOf(migration)), kinds, migration.changes?.transaction) ??
    unseen(`its down was not printed: ${because.down}`)
  );
}

/** What keeps Liquibase from being asked for one side. */
function obstacleTo(kinds: readonly string[] | undefined): string | undefined {
  if (kinds === undefined) return "nobody saw what it is made of, and it may run Java of its own";
  if (kinds.includes("customChange")) return "it runs Java of its own (customChange), which would run here as well";
  return kinds.includes("changeSetId") ? "it is written in another changeset" : undefined;
}

function unseen(because: string): SqlSeen {
  return { kind: "unseen", because };
}
