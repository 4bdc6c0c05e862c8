import type { SettingFlags } from "../model/request.ts";
import type { Chosen, Settings } from "../model/settings.ts";
import type { Read } from "./setting-values.ts";
import { failure } from "../errors.ts";
import { choose, edit } from "../model/trouble.ts";
import { shownValue } from "./credentials.ts";
import { nearest } from "./nearest.ts";
import { present } from "./present.ts";
import {
  readCommand,
  readKeepRows,
  readLabels,
  readOrder,
  readRevertPolicy,
  readSize,
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
 * An annotation that a flag overrules is not even read: a flag is also the way around a malformed one.
 * @throws setting-malformed, naming the annotation, its value and what is allowed
 */
export function mergeSettings(flags: SettingFlags, annotations: Annotations): Settings {
  const merge = mergerOver(annotations);
  const asked = {
    tool: merge(flags.tool, "tool", readTool),
    migrationsDir: merge(flags.migrationsDir, "migrations-dir", readText),
    toMigration: merge(flags.toMigration, "to-migration", readText),
    databaseUrlEnv: merge(flags.databaseUrlEnv, "database-url-env", readVariableName),
    databaseUrlFrom: flags.databaseUrlFrom && urlOrigin(flags.databaseUrlFrom),
    downCommand: merge(flags.downCommand, "down-command", readCommand),
    localMigrations: fromFlag(flags.localMigrations),
    rehearse: fromFlag(flags.rehearse),
    rolloutTimeoutSeconds: merge(flags.rolloutTimeoutSeconds, "rollout-timeout", readTimeout),
  };
  return {
    ...present(asked),
    revert: settled(merge(flags.revert, "revert", readRevertPolicy), "auto"),
    via: settled(merge(flags.via, "via", readVia), "job"),
    order: settled(merge(flags.order, "order", readOrder), "schema-first"),
    jobTimeoutSeconds: settled(merge(flags.jobTimeoutSeconds, "job-timeout", readTimeout), JOB_TIMEOUT_SECONDS),
    jobLabels: settled(merge(flags.jobLabels, "job-label", readLabels), {}),
    keepMesh: settled(merge(flags.keepMesh, "keep-mesh", readSwitch), false),
    keepRows: settled(merge(flags.keepRows, "keep-rows", readKeepRows), "auto"),
    keepRowsMaxBytes: settled(merge(flags.keepRowsMaxBytes, "keep-rows-max", readSize), KEEP_ROWS_MAX_BYTES),
  };
}

/** What to tell about annotations under the prefix that are slips of a setting's name; all others are left alone. */
export function settingWarnings(annotations: Annotations): readonly string[] {
  const slips = Object.keys(annotations).filter((name) => !ANNOTATIONS.includes(name));
  return slips.flatMap((name) => {
    const meant = nearest(name, ANNOTATIONS);
    if (meant === undefined) return [];
    return [`the annotation ${PREFIX}${name} means nothing and is ignored; did you mean ${PREFIX}${meant}?`];
  });
}

type Merge = <T>(flag: T | undefined, name: string, read: (text: string) => Read<T>) => Chosen<T> | undefined;

function mergerOver(annotations: Annotations): Merge {
  return (flag, name, read) => {
    const text = annotations[name];
    if (flag !== undefined || text === undefined) return fromFlag(flag);
    const result = read(text);
    if (result.kind === "valid") return { value: result.value, from: "annotation" };
    throw malformed(name, text, result.allowed);
  };
}

function malformed(name: string, text: string, allowed: string): Error {
  return failure("setting-malformed", `the annotation ${PREFIX}${name} is ${shownValue(text)}, which cannot be used`, {
    facts: [`allowed: ${allowed}`],
    next: [
      edit(`the annotation ${PREFIX}${name} of the workload`, "correct it or remove it, then try again"),
      choose(`--${name}`, "overrule it this once"),
    ],
  });
}

function fromFlag<T>(value: T | undefined): Chosen<T> | undefined {
  return value === undefined ? undefined : { value, from: "flag" };
}

function settled<T>(chosen: Chosen<T> | undefined, otherwise: T): Chosen<T> {
  return chosen ?? { value: otherwise, from: "default" };
}

function urlOrigin(value: "file" | "environment"): Chosen<"file" | "environment"> {
  return { value, from: value === "file" ? "flag" : "environment" };
}

const PREFIX = "safe-rollback.io/";
const JOB_TIMEOUT_SECONDS = 600;
const KEEP_ROWS_MAX_BYTES = 1024 ** 3;

/** `container` is read where the container is chosen; `migrations` stands on ReplicaSets and an undo copies it. */
const ANNOTATIONS = [
  ...["tool", "migrations-dir", "to-migration", "revert", "database-url-env", "via", "order", "down-command"],
  ...["job-timeout", "rollout-timeout", "job-label", "keep-mesh", "keep-rows", "keep-rows-max"],
  ...["container", "migrations"],
];
