import type { Chosen, Rehearse, Setting, Settings } from "../model/settings.ts";
import type { Situation } from "../model/situation.ts";
import { quoted } from "../model/typed-word.ts";
import { traitsOf } from "./rule.ts";

/**
 * The settings that hold, named like their flags, in a fixed order. Durations are whole minutes (`10m`) or
 * seconds (`90s`). Where the URL itself came from a file, only that it did is shown.
 */
export function shownSettings(situation: Situation): readonly Setting[] {
  const { settings } = situation;
  return [
    ...shown("tool", toolOf(situation)),
    ...shown("migrations-dir", settings.migrationsDir),
    ...shown("to-migration", settings.toMigration),
    ...shown("database-url-env", settings.databaseUrlEnv),
    ...shown(
      "database-url",
      settings.databaseUrlFrom,
      (from) => `read from ${from === "file" ? "a file" : "the environment"}`,
    ),
    ...shown("down-command", settings.downCommand, (argv) => argv.map(quoted).join(" ")),
    ...shown("local-migrations", settings.localMigrations),
    ...shown("revert", settings.revert),
    ...shown("rehearse", settings.rehearse, (where) => REHEARSED[where]),
    ...shown("via", settings.via),
    ...shown("order", settings.order),
    ...shown("job-timeout", settings.jobTimeoutSeconds, duration),
    ...shown("rollout-timeout", rolloutTimeoutOf(situation), duration),
    ...labelsOf(settings),
    ...shown("keep-mesh", settings.keepMesh),
    ...shown("keep-rows", settings.keepRows),
    ...shown("keep-rows-max", settings.keepRowsMaxBytes, size),
  ];
}

/**
 * How long the rollout may take, in seconds. Kubernetes gives a Deployment that sets no progress deadline 600 s;
 * the minute more lets the cluster's own verdict come first.
 */
export function rolloutTimeoutOf({ settings, workload }: Pick<Situation, "settings" | "workload">): Chosen<number> {
  const { progressDeadlineSeconds } = workload;
  if (settings.rolloutTimeoutSeconds !== undefined) return settings.rolloutTimeoutSeconds;
  if (progressDeadlineSeconds === null) return { value: 660, from: "default" };
  return { value: progressDeadlineSeconds + 60, from: "detected" };
}

/** The flags that were typed, so that a suggested command repeats them. A file's name is not known here. */
export function typedFlags(situation: Situation): ReadonlyMap<string, readonly string[]> {
  const typed = new Map<string, readonly string[]>();
  for (const { name, value, from } of shownSettings(situation)) {
    if (from !== "flag" || value === "false") continue;
    if (name === "database-url") typed.set("database-url-file", ["FILE"]);
    else if (name === "rehearse") typed.set(...rehearsing(value));
    else typed.set(name, [...(typed.get(name) ?? []), value]);
  }
  return typed;
}

function rehearsing(value: string): [string, readonly string[]] {
  return value === REHEARSED.clone ? ["rehearse-url-file", ["FILE"]] : ["rehearse", ["true"]];
}

const REHEARSED: Readonly<Record<Rehearse, string>> = {
  "in-process": "in this process",
  clone: "on a clone, whose URL is read from a file",
};

function toolOf(situation: Situation): Chosen<string> | undefined {
  const traits = traitsOf(situation);
  return situation.settings.tool ?? (traits && { value: traits.name, from: "detected" });
}

function labelsOf({ jobLabels }: Settings): readonly Setting[] {
  return Object.entries(jobLabels.value)
    .map(([key, value]) => ({ name: "job-label", value: `${key}=${value}`, from: jobLabels.from }))
    .toSorted((one, other) => (one.value < other.value ? -1 : 1));
}

function shown<T>(
  name: string,
  chosen: Chosen<T> | undefined,
  text: (value: T) => string = String,
): readonly Setting[] {
  return chosen === undefined ? [] : [{ name, value: text(chosen.value), from: chosen.from }];
}

/** As it could be typed: the largest unit in which it is a whole number. */
function size(bytes: number): string {
  const power = [4, 3, 2, 1].find((candidate) => bytes > 0 && bytes % 1024 ** candidate === 0) ?? 0;
  return `${bytes / 1024 ** power}${["B", "KiB", "MiB", "GiB", "TiB"][power] ?? "B"}`;
}

function duration(seconds: number): string {
  return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60}m` : `${seconds}s`;
}
