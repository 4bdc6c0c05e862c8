import type { MigrationName } from "../../model/migration.ts";
import type { Command } from "../../ports/image.ts";
import { LOAD_SCRIPT } from "../runtimes/node-script.ts";
import { DATA_SOURCE_SCRIPT, OPEN_SCRIPT } from "./script.ts";

/**
 * Does what `typeorm migration:run` does (src/commands/MigrationRunCommand.ts), with a data source that has this one
 * migration and no other, so that whatever else is pending stays so. In the mode `all` TypeORM refuses a migration that
 * says for itself whether it wants a transaction; it was applied by another mode then, which `each` is.
 */
export function typeormApply(name: MigrationName): Command {
  return { argv: ["node", "-e", SCRIPT, "--", name], environment: {} };
}

const SCRIPT = String.raw`(() => {
'use strict';${LOAD_SCRIPT}${DATA_SOURCE_SCRIPT}${OPEN_SCRIPT}
const apply = async (dataSource, name) => {
  const wanted = dataSource.migrations.filter((one) => nameOf(one) === name);
  if (wanted.length !== 1) throw new Error('the data source has ' + wanted.length + ' migrations of that name');
  dataSource.migrations = wanted;
  const told = dataSource.options.migrationsTransactionMode || 'all';
  const transaction = told === 'all' && wanted[0].transaction !== undefined ? 'each' : told;
  const applied = await dataSource.runMigrations({ transaction, fake: false });
  if (applied.length !== 1 || applied[0].name !== name) throw new Error('it is applied already');
};
const start = async (name) => {
  const dataSource = await openDataSource();
  try {
    await apply(dataSource, name);
  } finally {
    await dataSource.destroy();
  }
};
start(process.argv[1]).then(() => process.exit(0), (error) => {
  console.error('cannot apply ' + process.argv[1] + ': ' + firstLine(error));
  process.exit(1);
});
})()`;
