// Flyway adds a row to flyway_schema_history for whatever it does: see "Flyway Schema History Table" in its documentation
// and flyway-core/src/main/java/org/flywaydb/core/internal/info/MigrationInfoServiceImpl.java. Only its paid editions
// undo; the undo scripts that a team wrote, U…__….sql, are run here as the SQL that they are.
import type { Migrator } from "../ports/migrator.ts";
import { flywayKnown } from "./flyway/files.ts";
import { DEFAULT_TABLE, TABLE_VARIABLES, isFlywayLedger, readFlywayLedger, tableOf } from "./flyway/ledger.ts";
import { flywayListing } from "./flyway/listing.ts";

export const flyway: Migrator = {
  name: "flyway",
  traits: {
    name: "flyway",
    startUp: {
      kind: "depends",
      on: "of versions above the newest that the image has it only warns, an older or a repeatable one stops it, unless ignoreMigrationPatterns or validateOnMigrate says otherwise",
      says: "Detected applied migration not resolved locally: …",
    },
    reverts: "by-sql",
  },
  conventions: {
    urlVariables: ["FLYWAY_URL", "SPRING_FLYWAY_URL", "SPRING_DATASOURCE_URL", "QUARKUS_DATASOURCE_JDBC_URL"],
  },
  // The listing looks into folders and archives.
  filesAre: "code",
  signs: { programs: ["flyway"], variables: ["FLYWAY_", "SPRING_FLYWAY_"] },
  settingVariables: ["FLYWAY_LOCATIONS", "SPRING_FLYWAY_LOCATIONS", ...TABLE_VARIABLES],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isFlywayLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: flywayKnown,
  listing: flywayListing,
  revertCommand: () => undefined,
  // The row that stands is the last of its version; rows of earlier undone attempts record what happened.
  revertDirectly: ({ name, down }, _, toolSettings) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const table = tableOf(toolSettings);
    const text = `delete from ?? where installed_rank =
      (select newest from (select max(installed_rank) as newest from ?? where version = ?) as own)`;
    const unrecord = { text, values: [table, table, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: readFlywayLedger,
  forwardCommand: () => ({ argv: ["flyway", "migrate"], environment: {} }),
};
