import type { MigrationName } from "../../model/migration.ts";
import type { Command } from "../../ports/image.ts";
import { LOAD_SCRIPT } from "../runtimes/node-script.ts";
import { DATA_SOURCE_SCRIPT, OPEN_SCRIPT } from "./script.ts";

/**
 * Does what `typeorm migration:revert` does (src/commands/MigrationRevertCommand.ts), with two differences: it stops
 * when the newest migration is not the named one, and leaves the transaction out for a migration that opts out of it,
 * which TypeORM heeds only on the way up.
 */
export function typeormRevert(name: MigrationName): Command {
  return { argv: ["node", "-e", SCRIPT, "--", name], environment: {} };
}

const SCRIPT = String.raw`(() => {
'use strict';${LOAD_SCRIPT}${DATA_SOURCE_SCRIPT}${OPEN_SCRIPT}
const revert = async (dataSource, name) => {
  const { MigrationExecutor } = require(require.resolve('typeorm', { paths: [process.cwd()] }));
  const newest = (await new MigrationExecutor(dataSource).getExecutedMigrations())
    .reduce((newer, one) => (newer && newer.id > one.id ? newer : one), undefined);
  if (!newest || newest.name !== name)
    throw new Error('the migration that was applied last is ' + (newest ? newest.name : 'none') + ', not ' + name);
  const migration = dataSource.migrations.find((one) => nameOf(one) === name);
  const optsOut = migration && migration.transaction === false;
  const transaction = optsOut ? 'none' : dataSource.options.migrationsTransactionMode || 'all';
  await dataSource.undoLastMigration({ transaction, fake: false });
};
const start = async (name) => {
  const dataSource = await openDataSource();
  try {
    await revert(dataSource, name);
  } finally {
    await dataSource.destroy();
  }
};
start(process.argv[1]).then(() => process.exit(0), (error) => {
  console.error('cannot revert ' + process.argv[1] + ': ' + firstLine(error));
  process.exit(1);
});
})()`;
