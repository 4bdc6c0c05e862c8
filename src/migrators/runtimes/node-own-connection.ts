import type { Command } from "../../ports/image.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import type { LedgerReading } from "../ledger/reading.ts";
import { ownConnection } from "../ledger/probe.ts";
import { ANSWERS_SCRIPT } from "./node-ledger-probe.ts";
import { LOAD_SCRIPT } from "./node-script.ts";
import { ANSWER_SCRIPT } from "./probe-output.ts";

/** How the connection of one tool's own commands is got hold of. */
export interface NodeOwnConnection {
  /** For messages: "the image's own Sequelize". */
  readonly by: string;
  /**
   * Opens the database as the tool's revert does, and changes nothing were it ever let go: as a rule the revert of this
   * name, which no migration has. Its second word is the tool's program, or the directory of its package.
   */
  command(this: void, name: string, toolSettings: ToolSettings): Command;
  /**
   * Defines `lieInWait(program)`: it puts itself into what the tool opens its database with, where nobody but the tool
   * comes by, and hands what is opened over to `take`. Wants TAKE_SCRIPT before it.
   */
  readonly script: string;
}

/**
 * Runs the tool's own program, with all that it reads by itself (flags, files, variables), until it has opened its
 * database; there the questions are asked over what it opened, and the program gets no further.
 */
export function nodeOwnConnection(
  reading: LedgerReading,
  { by, command, script }: NodeOwnConnection,
): NonNullable<Migrator["ownConnection"]> {
  const whole = `(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${ANSWERS_SCRIPT}${TAKE_SCRIPT}${script}${START_SCRIPT}})()`;
  return (table, toolSettings) => {
    const {
      argv: [, ...words],
      environment,
    } = command(table, toolSettings);
    const asking = {
      by,
      command: (told: string) => ({ argv: ["node", "-e", whole, "--", told, ...words], environment }),
    };
    return ownConnection(reading, asking)(table, toolSettings);
  };
}

/**
 * For Node 12 and later. `take(look)`: has `look` answer, and never comes back to the tool; `lookOver({ type, host, run })`:
 * an answer for the tool's name of the database's product, of which `run(text)` gives the rows; `noSettings(message)`:
 * the answer that says why there is none.
 */
const TAKE_SCRIPT = String.raw`
const [, toldText, ...ownWords] = process.argv;
const told = JSON.parse(toldText);
const FAMILIES = { postgres: 'postgresql', postgresql: 'postgresql', pg: 'postgresql', mysql: 'mysql', mariadb: 'mysql' };
const noSettings = (message) => ({ kind: 'no-settings', message });
let isAnswered = false;
const answerOnce = (value) => {
  if (!isAnswered) answer(value);
  isAnswered = true;
};
const failed = (error) => answerOnce({ kind: 'failed', message: firstLine(error) });
const take = (look) => {
  Promise.resolve().then(look).then(answerOnce, failed);
  return new Promise(() => undefined);
};
const lookOver = async ({ type, host, run }) => {
  const family = FAMILIES[type];
  if (!family) return noSettings('its database is ' + type);
  return Object.assign({ kind: 'answers', family, host: host || null }, await answersOf(run, told.statements[family]));
};
`;

const START_SCRIPT = String.raw`
const programIn = (place) => {
  if (!fs.statSync(place).isDirectory()) return place;
  const { bin } = JSON.parse(fs.readFileSync(path.join(place, 'package.json'), 'utf8'));
  return path.join(place, typeof bin === 'string' ? bin : Object.values(bin)[0]);
};
const start = async () => {
  const [word, ...words] = ownWords;
  if (!fs.existsSync(word)) return answer({ kind: 'no-program', message: 'there is no ' + word + ' in ' + process.cwd() });
  const named = programIn(path.resolve(word));
  const program = fs.realpathSync(named);
  process.argv = [process.argv[0], named, ...words];
  await lieInWait(program);
  await (path.extname(program) === '' ? require(program) : import(toUrl(program).href));
};
for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, failed);
start().catch(failed);
`;
