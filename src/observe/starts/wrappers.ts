/** A word of a command: `fixed` where it means the same in every run. */
export interface Argument {
  readonly text: string;
  readonly fixed: boolean;
}

/**
 * The command that a program is told to start in its own arguments, empty where it starts none; `unclear` where the way
 * it is told is not understood, undefined for a program that is not known to start another.
 * @param program its name without a directory
 */
export function wrappedBy(program: string, told: readonly Argument[]): readonly Argument[] | "unclear" | undefined {
  const dashes = told.findIndex(({ text }) => text === "--");
  if (WAITS.has(program)) return dashes === -1 ? [] : told.slice(dashes + 1);
  if (AFTER_DASHES.has(program)) return dashes === -1 ? "unclear" : told.slice(dashes + 1);
  const word = SECOND_WORD.get(program);
  if (word !== undefined) return told[0]?.text === word ? afterOptions(told.slice(1), {}) : "unclear";
  const row = WRAPPERS.get(program);
  return row && afterOptions(told, row);
}

/**
 * The script that a shell, or `su`, is told to run: a text, a file with its arguments, or undefined where it reads its
 * input or the way it is told is not understood.
 */
export function shellTold(told: readonly Argument[]): ShellTold | undefined {
  let at = 0;
  for (let word = told[at]; word !== undefined && /^[-+]./.test(word.text); word = told[at])
    at += /^[-+]\w*o$/.test(word.text) ? 2 : 1;
  const options = told.slice(0, at);
  const [first, ...rest] = told.slice(at);
  if (first === undefined || options.some(({ text }) => /^-\w*s$/.test(text))) return undefined;
  if (options.some(({ text }) => /^-\w*c$/.test(text))) return { kind: "text", text: first, args: rest.slice(1) };
  return { kind: "file", file: first, args: rest };
}

export type ShellTold =
  | { readonly kind: "text"; readonly text: Argument; readonly args: readonly Argument[] }
  | { readonly kind: "file"; readonly file: Argument; readonly args: readonly Argument[] };

/** By whose language scripts are read. */
export function isShell(program: string): boolean {
  return /^(?:ba|da|a)?sh$/.test(program);
}

/** Options, words of its own and variables come first. */
function afterOptions(told: readonly Argument[], { valued = NONE, words = 0 }: Row): readonly Argument[] | "unclear" {
  let at = 0;
  let left = words;
  for (let text = told[at]?.text; text !== undefined; text = told[at]?.text) {
    if (/^(?:-S|-c|--call|--command|--split-string)/.test(text)) return "unclear";
    if (!IN_FRONT.test(text)) left -= 1;
    if (left < 0) break;
    at += valued.test(text) ? 2 : 1;
  }
  return told.slice(at);
}

interface Row {
  /** Options whose value is the next word. */
  readonly valued?: RegExp;
  /** How many words of its own come before the command: a user, a duration. */
  readonly words?: number;
}

const IN_FRONT = /^(?:-.|[A-Za-z_]\w*=)/;

const NONE = /^$/;

/** They wait for something, and start what comes behind the dashes. */
const WAITS: ReadonlySet<string> = new Set(["wait-for-it", "wait-for-it.sh", "wait-for", "wait-for.sh", "wait-port"]);

const AFTER_DASHES: ReadonlySet<string> = new Set(["doppler", "infisical", "op", "chamber", "aws-vault", "dotenvx"]);

const SECOND_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries({
    bundle: "exec",
    poetry: "run",
    uv: "run",
    "newrelic-admin": "run-program",
  }),
);

const WRAPPERS: ReadonlyMap<string, Row> = new Map(
  Object.entries<Row>({
    tini: { valued: /^-[pe]$/ },
    "dumb-init": { valued: /^(?:-r|--rewrite)$/ },
    catatonit: {},
    busybox: {},
    "su-exec": { words: 1 },
    gosu: { words: 1 },
    setpriv: { valued: /^--(?:reuid|regid|groups)$/ },
    runuser: { valued: /^-[ug]$/ },
    sudo: { valued: /^-[ugpCTh]$/ },
    chroot: { words: 1 },
    env: { valued: /^(?:-u|--unset)$/ },
    nohup: {},
    setsid: {},
    nice: { valued: /^-n$/ },
    ionice: { valued: /^-n$/ },
    timeout: { valued: /^-[ks]$/, words: 1 },
    stdbuf: { valued: /^-[ioe]$/ },
    npx: { valued: /^(?:-p|--package)$/ },
    bunx: {},
    "cross-env": {},
    dotenv: { valued: /^-[efp]$/ },
    dockerize: { valued: /^-(?:wait|timeout|wait-retry-interval|wait-http-header|template|stdout|stderr|env)$/ },
    "ddtrace-run": {},
    "opentelemetry-instrument": {},
  }),
);
