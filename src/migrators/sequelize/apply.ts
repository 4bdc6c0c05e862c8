import type { MigrationName } from "../../model/migration.ts";
import type { Command } from "../../ports/image.ts";

/**
 * Has umzug apply this one alone, which `db:migrate --name` does as well, but only since sequelize-cli 6.5 (lib/commands/
 * migrate.js: `migrator.up(args.name)`); `--to` would also apply what is pending before it.
 * @param forward the command that applies all that is pending
 */
export function sequelizeApply(name: MigrationName, { argv, environment }: Command): Command {
  const [node = "node", ...words] = argv;
  return { argv: [node, "-e", SCRIPT, "--", name, ...words], environment };
}

const SCRIPT = String.raw`(() => {
const [name, word] = process.argv.splice(1, 2);
const path = require('path');
const program = path.resolve(word);
process.argv.splice(1, 0, program);
const { prototype } = require(require.resolve('umzug', { paths: [path.dirname(require('fs').realpathSync(program))] }));
const { up } = prototype;
prototype.up = function () {
  return up.call(this, name);
};
require(program);
})()`;
