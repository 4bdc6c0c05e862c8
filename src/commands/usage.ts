import type { CommandName } from "./invocation.ts";
import { failure } from "../errors.ts";
import { run } from "../model/trouble.ts";
import { nearest } from "../observe/nearest.ts";
import { longNameOf } from "./flag.ts";
import { FLAGS } from "./flags.ts";

/** What commander complains about, in our words and with what was probably meant. Values are never repeated. */
export function usageError(
  complaint: { readonly code: string; readonly message: string },
  command: CommandName,
): Error {
  const flag = flagIn(complaint.message);
  if (complaint.code === "commander.help") return refusal("there is no such command to show the help of", [], command);
  if (complaint.code === "commander.optionMissingArgument") return refusal(`${flag} needs a value`, [], command);
  if (complaint.code === "commander.unknownOption")
    return refusal(`unknown flag ${flag}`, reasonsOf(flag, command), command);
  return refusal(complaint.message.replace(/^error: /, ""), [], command);
}

export function refusal(summary: string, facts: readonly string[], command: CommandName): Error {
  const help = command === "rollback" ? "" : ` ${command}`;
  return failure("usage", summary, { facts, next: [run(`kubectl safe-rollback${help} --help`, "see every flag")] });
}

function reasonsOf(flag: string, command: CommandName): readonly string[] {
  const reason = REASONS[flag];
  if (reason !== undefined) return [reason];
  const known = FLAGS.find(
    (candidate) => flag === `--${longNameOf(candidate)}` || candidate.syntax.startsWith(`${flag}, `),
  );
  if (known !== undefined) return [`it belongs to: ${known.commands.filter((name) => name !== command).join(", ")}`];
  const names = FLAGS.filter(({ commands }) => commands.includes(command)).map(
    (candidate) => `--${longNameOf(candidate)}`,
  );
  const meant = nearest(flag, [...names, "--help"]);
  return meant === undefined ? [] : [`did you mean ${meant}?`];
}

/** The flag that commander quotes, without its value: `unknown option '--fence=scale'`. */
function flagIn(message: string): string {
  const quoted = /'([^']*)'/.exec(message)?.[1] ?? "";
  const [long] = quoted.split(/[ =]/).filter((word) => word.startsWith("--"));
  return long ?? quoted.split(/[ =,]/)[0] ?? quoted;
}

const ONE_AT_A_TIME = "one workload at a time is supported in this version: TYPE/NAME";

const REASONS: Readonly<Record<string, string>> = {
  "--fence": "it is not in this version",
  "--database-url":
    "a URL never belongs into an argument; use --database-url-file FILE, - for standard input, or SAFE_ROLLBACK_DATABASE_URL",
  "--selector": ONE_AT_A_TIME,
  "-l": ONE_AT_A_TIME,
  "--filename": ONE_AT_A_TIME,
  "-f": ONE_AT_A_TIME,
  "--kustomize": ONE_AT_A_TIME,
  "-k": ONE_AT_A_TIME,
  "--recursive": ONE_AT_A_TIME,
  "-R": ONE_AT_A_TIME,
  "--version": "write kubectl safe-rollback version",
  "--force": "name what may be lost instead, with --accept ID or --confirm PLAN_ID",
};
