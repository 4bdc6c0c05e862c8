import type { Migrator } from "../../ports/migrator.ts";
import { ownConnection } from "../ledger/probe.ts";
import { ANSWERS_SCRIPT } from "../runtimes/node-ledger-probe.ts";
import { LOAD_SCRIPT } from "../runtimes/node-script.ts";
import { ANSWER_SCRIPT } from "../runtimes/probe-output.ts";
import { typeormLedger } from "./ledger.ts";
import { DATA_SOURCE_SCRIPT, OPEN_SCRIPT } from "./script.ts";

/** Over the data source that the revert opens (typeorm-revert.ts), found and opened by the same lines. */
const SCRIPT = String.raw`(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${DATA_SOURCE_SCRIPT}${OPEN_SCRIPT}${ANSWERS_SCRIPT}
const FAMILIES = { postgres: 'postgresql', mysql: 'mysql', mariadb: 'mysql' };
const look = async (told) => {
  const dataSource = await openDataSource();
  const { type, host } = dataSource.options;
  const family = FAMILIES[type];
  if (!family) return { kind: 'no-settings', message: 'its database is ' + type };
  const runner = dataSource.createQueryRunner('master');
  const run = async (text) => rowsIn(await runner.query(text));
  return Object.assign({ kind: 'answers', family, host: host || null }, await answersOf(run, told.statements[family]));
};
look(JSON.parse(process.argv[1])).then(answer, (error) => answer({ kind: 'failed', message: firstLine(error) }));
})()`;

export const typeormOwnConnection: NonNullable<Migrator["ownConnection"]> = ownConnection(typeormLedger, {
  by: "the image's own TypeORM",
  command: (told) => ({ argv: ["node", "-e", SCRIPT, "--", told], environment: {} }),
});
