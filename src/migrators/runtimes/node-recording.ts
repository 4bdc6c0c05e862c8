import type { MigrationSql } from "../../model/migration-sql.ts";
import type { KnownMigration } from "../../model/migration.ts";
import type { DatabaseSeen } from "../../model/situation.ts";
import type { Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { LISTING_SCRIPT } from "./node-listing.ts";
import { DOWN_SCRIPT, LOAD_SCRIPT } from "./node-script.ts";
import { ANSWER_SCRIPT, markedJson } from "./probe-output.ts";
import { recordingsOf } from "./recording-answer.ts";
import { SQLITE_DRIVER_SCRIPT } from "./sqlite-driver-script.ts";
import { TAPE_SCRIPT } from "./tape-script.ts";

/** How the SQL of one tool's migrations is recorded by a Node script. */
export interface NodeRecorder {
  readonly tool: string;
  /** The tool's listing, which finds the files: it leaves in LOADERS how each is loaded. */
  readonly listing: string;
  /**
   * Defines `recorder({ dialect, version })`, which returns (a promise of) a function: given what a loader gave, "up" or
   * "down" and the migration, it runs that, and what the tool would send to the database goes to `write(statement)`. At
   * hand are the listing's functions and those of TAPE_SCRIPT.
   */
  readonly recorder: string;
}

/** What a recording is about: the migrations, and the database that they were written for. */
export interface Recorded {
  readonly migrations: readonly KnownMigration[];
  readonly database: DatabaseSeen;
  readonly toolSettings: ToolSettings;
  /** Variables of the container that the script gets, where they are set there. */
  readonly settingVariables: readonly string[];
}

/** Has the image's own tool write down what each migration would send to a database, and sends it to none. */
export function nodeRecording(
  { tool, listing, recorder }: NodeRecorder,
  recorded: Recorded,
): Probe<readonly MigrationSql[]> {
  const { migrations, database, toolSettings, settingVariables } = recorded;
  const purpose = `recording the SQL of ${tool} migrations`;
  const whole = `(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${DOWN_SCRIPT}${LISTING_SCRIPT}${listing}${TAPE_SCRIPT}${SQLITE_DRIVER_SCRIPT}${recorder}${RECORDING}})()`;
  const asked = {
    told: toolSettings.migrationsDir,
    dialect: database.dialect,
    version: database.version,
    given: settingVariables,
    migrations: migrations.map(({ name, file }) => ({ name, file })),
  };
  return {
    purpose,
    needs: "nothing",
    command: { argv: ["node", "-e", whole, "--", JSON.stringify(asked)], environment: toolSettings.variables },
    parse: (output) => recordingsOf(markedJson(output, purpose)),
  };
}

const RECORDING = `
const recordAll = async (asked) => {
  watchOutside(asked);
  const looked = await look(asked.told);
  if (looked.kind !== 'listing') throw new Error('the migrations were not found again in ' + looked.looked);
  const run = await recorder(asked);
  return { kind: 'recorded', recordings: await recordEach(asked.migrations, run) };
};
const failed = (error) => answer({ kind: 'failed', message: firstLine(error) });
Promise.resolve(process.argv[1]).then(JSON.parse).then(recordAll).then(answer, failed);
`;
