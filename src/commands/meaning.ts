import type { ConnectionFlags, Request, SettingFlags } from "../model/request.ts";
import type { DryRun, Rehearse } from "../model/settings.ts";
import type { Asked, ClusterCommand, Invocation, JudgeAsked, Surroundings } from "./invocation.ts";
import type { Target } from "./target.ts";
import type { FlagValues, Typed } from "./typed.ts";
import { quoted } from "../model/typed-word.ts";
import { present } from "../observe/present.ts";
import { longNameOf } from "./flag.ts";
import { targetOf } from "./target.ts";
import { valuesOf } from "./typed.ts";
import { refusal } from "./usage.ts";

/** Words and flags, sorted → what is meant. @throws usage, kind-not-supported */
export function meaningOf(typed: Typed, surroundings: Surroundings): Invocation {
  const { command, words } = typed;
  const values = valuesOf(typed);
  if (command === "version") {
    if (words.length > 0) throw refusal("version takes no further words", [], command);
    return { kind: "version", output: values.output ?? "text" };
  }
  if (command === "judge") return judgeOf(words, values);
  const target = targetOf(words);
  return {
    kind: command,
    target,
    request: requestOf(command, values, surroundings),
    connection: connectionOf(values),
    ...shown(values, surroundings),
    again: againOf(target, typed),
  };
}

function judgeOf(words: readonly string[], values: FlagValues): JudgeAsked {
  const { dialect, up, down, schema, output, color } = values;
  if (words.length > 0) throw refusal("judge takes files, no further words", [], "judge");
  if (dialect === undefined) throw refusal("--dialect is missing", ["the same SQL means different things"], "judge");
  if (up === undefined) throw refusal("--up is missing", ["a file with the SQL of the up is needed"], "judge");
  if (output === "name") throw refusal("-o name means nothing with judge", ["allowed: text, json, yaml"], "judge");
  return { kind: "judge", dialect, up, ...present({ down, schema }), output: output ?? "text", color: color ?? "auto" };
}

function requestOf(command: ClusterCommand, values: FlagValues, { variables }: Surroundings): Omit<Request, "target"> {
  const dryRun = dryRunOf(command, values);
  refuseContradictions(command, values);
  return {
    toRevision: values.toRevision ?? 0,
    ...present({ container: values.container }),
    dryRun,
    flags: settingFlagsOf(values, variables),
    consent: { yes: values.yes === true, accept: values.accept ?? [], ...present({ confirm: values.confirm }) },
  };
}

/** Only a rollback may change anything; the other commands read, and create nothing unless asked to. */
function dryRunOf(command: ClusterCommand, { dryRun }: FlagValues): DryRun {
  if (command === "rollback") return dryRun ?? "none";
  if (dryRun === "none") throw refusal("a plan is a dry run: --dry-run=none means nothing with plan", [], command);
  return dryRun ?? "client";
}

function settingFlagsOf(values: FlagValues, variables: Surroundings["variables"]): SettingFlags {
  const { tool, migrationsDir, toMigration, databaseUrlEnv, downCommand, localMigrations, revert, via, order } = values;
  return present({
    ...{ tool, migrationsDir, toMigration, databaseUrlEnv, downCommand, localMigrations, revert, via, order },
    databaseUrlFrom: urlOriginOf(values, variables),
    rehearse: rehearseOf(values),
    jobTimeoutSeconds: values.jobTimeout,
    rolloutTimeoutSeconds: values.rolloutTimeout,
    jobLabels: values.jobLabel,
    keepMesh: values.keepMesh,
    keepRows: values.keepRows,
    keepRowsMaxBytes: values.keepRowsMax,
  });
}

function urlOriginOf(values: FlagValues, variables: Surroundings["variables"]): "file" | "environment" | undefined {
  if (values.databaseUrlFile !== undefined) return "file";
  return (variables["SAFE_ROLLBACK_DATABASE_URL"] ?? "") === "" ? undefined : "environment";
}

function rehearseOf({ rehearse, rehearseUrlFile }: FlagValues): Rehearse | undefined {
  if (rehearseUrlFile !== undefined) return "clone";
  return rehearse === true ? "in-process" : undefined;
}

/** @throws usage for two flags that cannot both hold */
function refuseContradictions(command: ClusterCommand, values: FlagValues): void {
  const { rehearse, rehearseUrlFile, databaseUrlFile, dryRun, detailedExitcode } = values;
  if (detailedExitcode === true && command === "rollback" && (dryRun ?? "none") === "none") {
    throw refusal("--detailed-exitcode is only for plan and --dry-run", [], command);
  }
  if (rehearse === true && rehearseUrlFile !== undefined)
    throw refusal("--rehearse and --rehearse-url-file are two ways to rehearse: give one of them", [], command);
  if (rehearseUrlFile === "-" && databaseUrlFile === "-")
    throw refusal("--database-url-file and --rehearse-url-file cannot both be standard input", [], command);
}

function connectionOf(values: FlagValues): ConnectionFlags {
  const { kubeconfig, context, cluster, user, namespace, asGroup, asUid, server, token, tlsServerName } = values;
  const { certificateAuthority, insecureSkipTlsVerify, clientCertificate, clientKey, requestTimeout, cacheDir } =
    values;
  return present({
    ...{ kubeconfig, context, cluster, user, namespace, as: values.as, asGroup, asUid, server, token, tlsServerName },
    ...{ certificateAuthority, insecureSkipTlsVerify, clientCertificate, clientKey, requestTimeout, cacheDir },
    verbosity: values.v,
  });
}

type Shown = Pick<
  Asked,
  "input" | "output" | "color" | "detailedExitcode" | "databaseUrlFile" | "rehearseUrlFile" | "out"
>;

function shown(values: FlagValues, { variables, stdinIsTerminal }: Surroundings): Shown {
  const { databaseUrlFile, rehearseUrlFile, out, output, color } = values;
  const isFree = databaseUrlFile !== "-" && rehearseUrlFile !== "-";
  return {
    ...present({ databaseUrlFile, rehearseUrlFile, out }),
    input: stdinIsTerminal && !isSet(variables["CI"]) && values.noInput !== true && isFree,
    output: output ?? "text",
    color: color ?? "auto",
    detailedExitcode: values.detailedExitcode === true,
  };
}

function againOf({ kind, name }: Target, { flags }: Typed): string {
  const repeated = flags
    .filter(({ flag }) => flag.repeat)
    .map(({ flag, text }) => {
      const flagName = `--${longNameOf(flag)}`;
      return text === null ? flagName : `${flagName}=${quoted(text)}`;
    });
  return ["kubectl safe-rollback", `${kind.toLowerCase()}/${name}`, ...repeated].join(" ");
}

/** CI systems set `CI=true`; `CI=false` and an empty value are how people unset it. */
function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== "" && variable !== "false";
}
