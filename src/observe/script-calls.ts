import type { PackageScript } from "../model/scripts.ts";
import { commandParts } from "../model/command-parts.ts";

/** A script of package.json that a command starts, and the words that are added to its text. */
interface ScriptCall {
  readonly name: string;
  readonly more: string;
  /** yarn and pnpm start a program of that name where there is no such script. */
  readonly orProgram: boolean;
}

/** Whether a command starts a script of package.json, as far as its words tell. */
export function startsScript(text: string): boolean {
  return callsIn(text).length > 0;
}

/** The script stands in the package.json of another directory or of a workspace. */
export function startsElsewhere(text: string): boolean {
  return ELSEWHERE.test(text);
}

/** The scripts that a command itself names, with their `pre` and `post` scripts; `missing` are names that are not there. */
export function scriptsNamedBy(
  text: string,
  scripts: readonly PackageScript[],
): { readonly named: readonly PackageScript[]; readonly missing: readonly string[] } {
  const byName = new Map(scripts.map((script) => [script.name, script.text]));
  const calls = callsIn(text);
  return {
    named: calls.flatMap((call) => runBy(call, byName)),
    missing: calls.filter(({ name, orProgram }) => !byName.has(name) && !orProgram).map(({ name }) => name),
  };
}

/**
 * The scripts that a command starts, and those that they start, each once, with the words that it is given: `npm run
 * down -- --all` is the script `down` with `--all` behind it. npm's `pre` and `post` scripts count.
 * `missing` are names that package.json lacks.
 */
export function scriptsStartedBy(
  text: string,
  scripts: readonly PackageScript[],
): { readonly started: readonly PackageScript[]; readonly missing: readonly string[] } {
  const byName = new Map(scripts.map((script) => [script.name, script.text]));
  const started = new Map<string, PackageScript>();
  const missing: string[] = [];
  const waiting = [...callsIn(text)];
  for (let call = waiting.shift(); call !== undefined && started.size < MOST; call = waiting.shift()) {
    if (!byName.has(call.name) && !call.orProgram) missing.push(call.name);
    for (const script of runBy(call, byName)) {
      const key = `${script.name} ${script.text}`;
      if (started.has(key)) continue;
      started.set(key, script);
      waiting.push(...callsIn(script.text));
    }
  }
  return { started: [...started.values()], missing };
}

function runBy({ name, more }: ScriptCall, byName: ReadonlyMap<string, string>): readonly PackageScript[] {
  if (!byName.has(name)) return [];
  return [`pre${name}`, name, `post${name}`].flatMap((one) => {
    const text = byName.get(one);
    if (text === undefined) return [];
    return [{ name: one, text: one === name ? `${text} ${more}`.trim() : text }];
  });
}

function callsIn(text: string): readonly ScriptCall[] {
  return commandParts(text).flatMap((part) => {
    const groups = CALL.exec(part)?.groups;
    return groups === undefined ? [] : callOf(groups);
  });
}

function callOf({ runner, run, name = "", rest = "" }: Readonly<Record<string, string>>): readonly ScriptCall[] {
  const isNpm = runner === "npm";
  if (OWN_COMMANDS.has(name) || (isNpm && run === undefined && !NPM_SHORT.has(name))) return [];
  const more = isNpm ? rest.replace(/^.*?(?:\s--\s|$)/, "") : rest.replace(/^\s*--\s/, "");
  return [{ name, more: more.replace(/["']$/, "").trim(), orProgram: !isNpm && run === undefined }];
}

/** Options before the script's name are passed over; those with a value in the next word are named. */
const CALL =
  /(?:^|[\s/"'])(?<runner>npm|yarn|pnpm|bun)(?<run>(?:\s+(?:-\w+|--[\w-]+(?:=\S+)?))*\s+(?:run|run-script))?(?:\s+--?[\w-]+(?:=\S+)?)*\s+["']?(?<name>[\w@][\w:@./-]*)(?<rest>.*)$/;

const ELSEWHERE =
  /(?:^|[\s/"'])(?:npm|yarn|pnpm|bun)\s(?:.*\s)?(?:--prefix|-C|--cwd|--dir|-w|--workspace|--workspaces|--filter|-F|workspace)(?:[\s=]|$)/;

/** `npm test` and so on need no `run`. */
const NPM_SHORT: ReadonlySet<string> = new Set(["start", "stop", "test", "restart"]);

const OWN_COMMANDS: ReadonlySet<string> = new Set([
  "exec",
  "dlx",
  "x",
  "install",
  "ci",
  "run",
  "run-script",
  "workspace",
]);

/** More than any project chains; it only ends what starts itself with ever more words. */
const MOST = 50;
