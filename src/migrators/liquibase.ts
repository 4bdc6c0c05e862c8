import type { DirectRevert } from "../model/direct-revert.ts";
// Liquibase records each changeset by id, author and path in DATABASECHANGELOG. See "Tracking tables" in its
// documentation and liquibase-standard/src/main/java/liquibase/changelog/StandardChangeLogHistoryService.java.
import type { KnownMigration } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { applyArgv } from "./liquibase/apply.ts";
import { TABLES, TABLE_VARIABLES, isLiquibaseLedger, readLiquibaseLedger, tablesOf } from "./liquibase/ledger.ts";
import { ROOT_VARIABLES, liquibaseListing, rootOf } from "./liquibase/listing.ts";
import { OF_COMMANDS, liquibaseOwnConnection } from "./liquibase/own-connection.ts";
import { RESULT_VARIABLES, liquibaseRecording } from "./liquibase/recording.ts";
import { upOf } from "./sections/up-text.ts";

export const liquibase: Migrator = {
  name: "liquibase",
  // `rollback-count` skips rows that no changelog explains: those are a finding before it is ever run.
  traits: { name: "liquibase", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: {
    urlVariables: [
      "LIQUIBASE_COMMAND_URL",
      "SPRING_LIQUIBASE_URL",
      "SPRING_DATASOURCE_URL",
      "QUARKUS_DATASOURCE_JDBC_URL",
    ],
    ofCommands: OF_COMMANDS,
  },
  filesAre: "code",
  signs: { programs: ["liquibase"], variables: ["LIQUIBASE_", "SPRING_LIQUIBASE_"] },
  settingVariables: ["LIQUIBASE_SEARCH_PATH", ...ROOT_VARIABLES, ...TABLE_VARIABLES, ...RESULT_VARIABLES],
  tables: TABLES,
  recognise: (columns) => TABLES.some((table) => isLiquibaseLedger(columns.get(table) ?? new Set())),
  knownFrom: (files) => files.flatMap(knownOf),
  listing: liquibaseListing,
  recording: liquibaseRecording,
  ownConnection: liquibaseOwnConnection,
  signedIn: "id",
  revertCommand: (_, toolSettings) => command(["liquibase", "rollback-count", "--count=1"], toolSettings),
  applyCommand: (target, toolSettings) => command(applyArgv(target), toolSettings),
  forwardCommand: (toolSettings) => command(["liquibase", "update"], toolSettings),
  revertDirectly: ({ name, down }, _, toolSettings) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord: unrecord(name, toolSettings) };
  },
  readLedger: readLiquibaseLedger,
};

/** The URL and who logs in are in the container's own variables or in its liquibase.properties. */
function command(argv: Command["argv"], toolSettings: ToolSettings): Command {
  const root = toolSettings.migrationsDir === undefined ? undefined : rootOf(toolSettings);
  return {
    argv,
    environment: root === undefined ? {} : { LIQUIBASE_COMMAND_CHANGELOG_FILE: root },
  };
}

/** Without quotes the default name is the right one on either database. Releases 3 record Spring's own prefix too. */
function unrecord(name: string, toolSettings: ToolSettings): Extract<DirectRevert, { kind: "sql" }>["unrecord"] {
  const [path = "", author = "", ...id] = name.split("::").toReversed();
  const [table = ""] = tablesOf(toolSettings);
  const own = table === TABLES[0] ? [] : [table];
  const text = `delete from ${own.length === 0 ? "DATABASECHANGELOG" : "??"}
    where id = ? and author = ? and filename in (?, ?, ?)`;
  const paths = [path, `classpath:${path}`, `classpath:/${path}`];
  return { text, values: [...own, id.toReversed().join("::"), author, ...paths] };
}

/** The listing gives them in the order of the changelog. */
function knownOf({ name, recordedAs, down, changes, up }: MigrationFile): readonly KnownMigration[] {
  if (recordedAs === undefined) return [];
  const kinds = changes === undefined ? {} : { changes };
  return [{ name: recordedAs, file: name, down: down ?? { kind: "code" }, ...kinds, ...upOf(up) }];
}
