import type { SettingFlags } from "../model/request.ts";
import type { Chosen, Settings } from "../model/settings.ts";
import type { Read } from "./setting-values.ts";
import { failure } from "../errors.ts";
import { edit } from "../model/trouble.ts";
import { shownValue } from "./credentials.ts";
import { nearest } from "./nearest.ts";
import {
  readCommand,
  readLabels,
  readRevertPolicy,
  readSwitch,
  readText,
  readTimeout,
  readTool,
  readVariableName,
  readVia,
} from "./setting-values.ts";

type Annotations = Readonly<Record<string, string>>;

/**
 * Flags over the workload's annotations (`safe-rollback.io/<flag name>`, here without the prefix) over defaults.
 * @throws setting-malformed, naming the annotation, its value and what is allowed; also where a flag overrules it,
 * because the next run may come without the flag
 */
export function mergeSettings(flags: SettingFlags, annotations: Annotations): Settings {
  const { databaseUrlFrom, localMigrations } = flags;
  const tool = chosen(flags.tool, annotated(annotations, "tool", readTool));
  const migrationsDir = chosen(flags.migrationsDir, annotated(annotations, "migrations-dir", readText));
  const toMigration = chosen(flags.toMigration, annotated(annotations, "to-migration", readText));
  const databaseUrlEnv = chosen(flags.databaseUrlEnv, annotated(annotations, "database-url-env", readVariableName));
  const downCommand = chosen(flags.downCommand, annotated(annotations, "down-command", readCommand));
  const rollout = chosen(flags.rolloutTimeoutSeconds, annotated(annotations, "rollout-timeout", readTimeout));
  return {
    ...(tool && { tool }),
    ...(migrationsDir && { migrationsDir }),
    ...(toMigration && { toMigration }),
    ...(databaseUrlEnv && { databaseUrlEnv }),
    ...(databaseUrlFrom && { databaseUrlFrom: urlOrigin(databaseUrlFrom) }),
    ...(downCommand && { downCommand }),
    ...(localMigrations !== undefined && { localMigrations: { value: localMigrations, from: "flag" } }),
    ...(rollout && { rolloutTimeoutSeconds: rollout }),
    ...defaulted(flags, annotations),
  };
}

/** What to tell about annotations under the prefix that are slips of a setting's name; all others are left alone. */
export function settingWarnings(annotations: Annotations): readonly string[] {
  return Object.keys(annotations).flatMap((name) => {
    if (ANNOTATIONS.includes(name)) return [];
    const meant = nearest(name, ANNOTATIONS);
    return meant === undefined
      ? []
      : [`the annotation ${PREFIX}${name} is not one of ours; did you mean ${PREFIX}${meant}?`];
  });
}

function defaulted(flags: SettingFlags, annotations: Annotations): Pick<Settings, DefaultedName> {
  const jobTimeout = chosen(flags.jobTimeoutSeconds, annotated(annotations, "job-timeout", readTimeout));
  const jobLabels = chosen(flags.jobLabels, annotated(annotations, "job-label", readLabels));
  return {
    revert: chosen(flags.revert, annotated(annotations, "revert", readRevertPolicy)) ?? byDefault("auto"),
    via: chosen(flags.via, annotated(annotations, "via", readVia)) ?? byDefault("job"),
    jobTimeoutSeconds: jobTimeout ?? byDefault(JOB_TIMEOUT_SECONDS),
    jobLabels: jobLabels ?? byDefault({}),
    keepMesh: chosen(flags.keepMesh, annotated(annotations, "keep-mesh", readSwitch)) ?? byDefault(false),
  };
}

function chosen<T>(flag: T | undefined, annotation: T | undefined): Chosen<T> | undefined {
  if (flag !== undefined) return { value: flag, from: "flag" };
  return annotation === undefined ? undefined : { value: annotation, from: "annotation" };
}

function byDefault<T>(value: T): Chosen<T> {
  return { value, from: "default" };
}

function urlOrigin(value: "file" | "environment"): Chosen<"file" | "environment"> {
  return { value, from: value === "file" ? "flag" : "environment" };
}

function annotated<T>(annotations: Annotations, name: string, read: (text: string) => Read<T>): T | undefined {
  const text = annotations[name];
  if (text === undefined) return undefined;
  const result = read(text);
  if (result.kind === "valid") return result.value;
  throw failure("setting-malformed", `the annotation ${PREFIX}${name} is ${shownValue(text)}, which cannot be used`, {
    facts: [`allowed: ${result.allowed}`],
    next: [edit(`the annotation ${PREFIX}${name} of the workload`, "correct it or remove it, then try again")],
  });
}

type DefaultedName = "revert" | "via" | "jobTimeoutSeconds" | "jobLabels" | "keepMesh";

const PREFIX = "safe-rollback.io/";
const JOB_TIMEOUT_SECONDS = 600;

/** `container` is read where the container is chosen; `migrations` stands on ReplicaSets and an undo copies it. */
const ANNOTATIONS = [
  ...["tool", "migrations-dir", "to-migration", "revert", "database-url-env", "via", "down-command"],
  ...["job-timeout", "rollout-timeout", "job-label", "keep-mesh", "container", "migrations"],
];
