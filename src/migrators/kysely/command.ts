import type { MigrationName } from "../../model/migration.ts";
import type { Command } from "../../ports/image.ts";

/** Its program moved between releases, so its own package says where it is. It would ask the network for newer ones. */
export function kyselyCommand(words: readonly string[]): Command {
  return { argv: ["node", "-e", START, "--", ...words, "--no-outdated-check"], environment: {} };
}

/**
 * `migrate up NAME` goes up to NAME. In order, as Kysely wants them unless `allowUnorderedMigrations` is set, that is the
 * target alone; out of order there may be others before it, which nobody looked at, so it stops then.
 */
export function kyselyApply(name: MigrationName): Command {
  const words = ["migrate", "up", name, "--no-outdated-check"];
  return { argv: ["node", "-e", APPLY, "--", ...words], environment: {} };
}

const START = [
  `const home = require("path").resolve("node_modules/kysely-ctl");`,
  `const program = require("path").join(home, require(home + "/package.json").bin.kysely);`,
  `process.argv.splice(1, 0, program);`,
  `import(require("url").pathToFileURL(program).href);`,
].join(" ");

/** kysely-ctl's src/kysely/get-migrator.mts imports the Migrator so. */
const APPLY = String.raw`
const guard = ({ Migrator: { prototype } }) => {
  const { migrateTo } = prototype;
  prototype.migrateTo = async function (name) {
    const [first] = (await this.getMigrations()).filter(({ executedAt }) => !executedAt);
    if (!first || first.name !== name) throw new Error('the first that is pending is ' + (first ? first.name : 'none') + ', not ' + name);
    return migrateTo.call(this, name);
  };
};
import('kysely/migration').catch(() => import('kysely')).then(guard).then(() => { ${START} });
`;
