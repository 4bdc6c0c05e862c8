import type { MigrationName } from "../../model/migration.ts";
import type { Command } from "../../ports/image.ts";

/**
 * No command of db-migrate applies one that another is pending before. All that are pending go through one filter
 * (lib/migrator.js, upToBy; filterUp in db-migrate-shared), which here lets this one through alone. A
 * scope's names have the scope before them in the ledger, but not there.
 * @param forward the command that applies all that is pending, of its scope
 */
export function dbMigrateApply(name: MigrationName, { argv, environment }: Command): Command {
  const [node = "node", ...words] = argv;
  return { argv: [node, "-e", SCRIPT, "--", name, ...words], environment };
}

const SCRIPT = String.raw`(() => {
const [name, word] = process.argv.splice(1, 2);
const path = require('path');
process.argv.splice(1, 0, path.resolve(word));
const home = path.dirname(require.resolve('db-migrate', { paths: [process.cwd()] }));
const { util } = require(require.resolve('db-migrate-shared', { paths: [home] }));
const { filterUp } = util;
const isIt = (one) => path.basename(one.name) === path.basename(name);
util.filterUp = (all, completed) => filterUp(all, completed).filter(isIt);
require(process.argv[1]);
})()`;
