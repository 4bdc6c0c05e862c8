import type { Probe } from "../../ports/image.ts";
import { LOAD_SCRIPT } from "../runtimes/node-script.ts";
import { ANSWER_SCRIPT } from "../runtimes/probe-output.ts";
import { knexSeenIn } from "./ledger-probe.ts";
import { KNEX_LEDGER_SCRIPT } from "./ledger-script.ts";

/**
 * Has knex' own CLI (bin/cli.js) list migrations, and takes from it the configuration that it makes its knex with, once it
 * comes to ask that for the list: what it does with a knexfile, an environment or a module above it is so its own.
 */
export function knexOwnConnection(table: string): Probe<unknown> {
  return {
    purpose: PURPOSE,
    needs: "database",
    command: { argv: ["node", "-e", SCRIPT, "--", JSON.stringify({ table })], environment: {} },
    parse: (output) => knexSeenIn(output, PURPOSE),
  };
}

const PURPOSE = "looking where the image's own knex connects";

const SCRIPT = String.raw`(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${KNEX_LEDGER_SCRIPT}
const told = JSON.parse(process.argv[1]);
const file = require.resolve('knex', { paths: [process.cwd()] });
const createKnex = require(file);
const failed = (error) => ({ kind: 'failed', message: firstLine(error), code: String((error && error.code) || '') });
const look = async (config) => {
  const knex = createKnex(settingsOf(config));
  try {
    return await readLedger(knex, told.table);
  } catch (error) {
    return Object.assign(failed(error), { message: withoutPassword(firstLine(error), knex.client.connectionSettings) });
  }
};
const listed = (config) => {
  look(config).then(answer, (error) => answer(failed(error)));
  return new Promise(() => undefined);
};
require.cache[file].exports = Object.assign((config) => ({ migrate: { list: () => listed(config) } }), createKnex);
const program = path.resolve('node_modules/knex/bin/cli.js');
process.argv = [process.argv[0], program, 'migrate:list'];
require(program);
})()`;
