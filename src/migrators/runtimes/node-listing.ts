import type { ImageListing, Probe } from "../../ports/image.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { listingOf } from "./listing-answer.ts";
import { DOWN_SCRIPT, LOAD_SCRIPT } from "./node-script.ts";
import { ANSWER_SCRIPT, markedJson } from "./probe-output.ts";

/** How one tool's migrations are listed by a Node script. */
export interface NodeListing {
  readonly tool: string;
  /** What a project of this tool has, for the message that the image has none: "neither knex nor a knexfile". */
  readonly lacking: string;
  /**
   * Defines `look(told)`, given the directory that the operator named or undefined, which returns (a promise of) one of
   * `{ kind: 'listing', listing: { directory, files, settings } }`, `{ kind: 'no-directory', looked, note }` and
   * `{ kind: 'not-here', looked }`. At hand are LOAD_SCRIPT, DOWN_SCRIPT and the functions of LISTING_SCRIPT.
   */
  readonly script: string;
}

/**
 * Lists the migrations as the image's own Node sees them, without credentials and without a network. A file has a
 * `down` where the script judged one, a `text` where it is SQL, and `recordedAs` where only its code tells its name.
 */
export function nodeListing(
  { tool, lacking, script }: NodeListing,
  { migrationsDir, variables }: ToolSettings,
): Probe<ImageListing> {
  const purpose = `listing the ${tool} migrations`;
  const whole = `(() => {${ANSWER_SCRIPT}${LOAD_SCRIPT}${DOWN_SCRIPT}${LISTING_SCRIPT}${script}${LOOKING}})()`;
  return {
    purpose,
    needs: "nothing",
    command: {
      argv: ["node", "-e", whole, "--", ...(migrationsDir === undefined ? [] : [migrationsDir])],
      environment: variables,
    },
    parse: (output) => listingOf(markedJson(output, purpose), lacking),
  };
}

/**
 * `LOADERS`: how each migration is loaded; `judged(name, load)`: a file with its down, which is code where the module does not load; `judgedAll([{ name, load }])`
 * one after the other, since modules that load may disturb each other; `byCodeUnits`: a comparison for sort();
 * `withUps(files)`: with the text of each one's `upFile`, the newest first, as long as a node keeps a log of that length;
 * `namesIn(directory, extensions)`: sorted names of plain files, dot files left out.
 */
export const LISTING_SCRIPT: string = String.raw`
const LOADING_MS = 5000;
const NOT_IN_TIME = 'it did not end in time';
const inTime = (promise) => Promise.race([
  promise,
  new Promise((_, reject) => setTimeout(() => reject(new Error(NOT_IN_TIME)), LOADING_MS)),
]);
const LOADERS = new Map();
const judged = async (name, load) => {
  LOADERS.set(name, load);
  try {
    return { name, down: downOf(await inTime(load())) };
  } catch (_) {
    return { name, down: { kind: 'code' } };
  }
};
const byCodeUnits = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const isText = (directory, name) => {
  if (name.indexOf('\uFFFD') === -1) return true;
  throw new Error('the name of ' + path.join(directory, name) + ' is no valid UTF-8');
};
const namesIn = (directory, extensions) => fs.readdirSync(directory)
  .filter((name) => name[0] !== '.' && extensions.indexOf(path.extname(name)) !== -1 && isText(directory, name))
  .filter((name) => fs.statSync(path.join(directory, name)).isFile())
  .sort(byCodeUnits);
const UPS_LENGTH = 6 * 1024 * 1024;
const lengthIn = (text) => JSON.stringify(text).replace(/[\u007f-\uffff]/g, '      ').length;
const withUps = (files) => {
  let left = UPS_LENGTH;
  return files.slice().reverse().map((one) => {
    const { upFile } = one;
    const file = Object.assign({}, one);
    delete file.upFile;
    const up = upFile === undefined || fs.statSync(upFile).size > left ? undefined : fs.readFileSync(upFile, 'utf8');
    if (up === undefined || lengthIn(up) > left) return file;
    left -= lengthIn(up);
    return Object.assign(file, { up });
  }).reverse();
};
const judgedAll = async (found) => {
  const files = [];
  for (const one of found) files.push(await judged(one.name, one.load));
  return files;
};
`;

const LOOKING = `
Promise.resolve(process.argv[1]).then(look).then(answer, (error) => answer({ kind: 'failed', message: firstLine(error) }));
`;
