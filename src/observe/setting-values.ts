import type { MigratorName } from "../model/migration.ts";
import type { KeepRows, Order, RevertPolicy, Via } from "../model/settings.ts";
import { MIGRATOR_NAMES } from "../model/migration.ts";
import { holdsCredentials } from "./credentials.ts";
import { secondsOf } from "./duration.ts";
import { shellWords } from "./shell-words.ts";

/** What a typed value means, or what would have been allowed instead. Flags and annotations are read by the same rules. */
export type Read<T> =
  | { readonly kind: "valid"; readonly value: T }
  | { readonly kind: "invalid"; readonly allowed: string };

export function readTool(text: string): Read<MigratorName> {
  return readOneOf(text, MIGRATOR_NAMES);
}

export function readRevertPolicy(text: string): Read<RevertPolicy> {
  return readOneOf(text, REVERT_POLICIES);
}

export function readVia(text: string): Read<Via> {
  return readOneOf(text, VIAS);
}

export function readKeepRows(text: string): Read<KeepRows> {
  return readOneOf(text, KEEP_ROWS);
}

/** Bytes, from a whole number with a binary unit. */
export function readSize(text: string): Read<number> {
  const [, digits = "", unit = ""] = SIZE.exec(text) ?? [];
  const bytes = Number(digits) * 1024 ** UNITS.indexOf(unit.toUpperCase());
  if (digits === "" || !Number.isSafeInteger(bytes)) return invalid("a size such as 500MiB or 10GiB");
  return valid(bytes);
}

export function readOrder(text: string): Read<Order> {
  return readOneOf(text, ["schema-first", "image-first"]);
}

export function readSwitch(text: string): Read<boolean> {
  const read = readOneOf(text, ["true", "false"]);
  return read.kind === "valid" ? valid(read.value === "true") : read;
}

/** Whole seconds, at least one. */
export function readTimeout(text: string): Read<number> {
  const seconds = secondsOf(text);
  if (seconds === undefined || seconds <= 0) return invalid("a duration such as 90s, 10m or 1h30m");
  return valid(Math.ceil(seconds));
}

/** Any text that says something and is no connection string. */
export function readText(text: string): Read<string> {
  if (text.trim() === "") return invalid("a value that is not empty");
  if (holdsCredentials(text)) return invalid("a value without credentials");
  return valid(text);
}

export function readVariableName(text: string): Read<string> {
  return VARIABLE_NAME.test(text)
    ? valid(text)
    : invalid("the name of an environment variable of the container, never a URL");
}

export function readCommand(text: string): Read<readonly string[]> {
  if (holdsCredentials(text)) return invalid("a command without credentials: it gets the container's own environment");
  const read = shellWords(text);
  return read.kind === "words" ? valid(read.words) : invalid(`one program with its arguments, but ${read.because}`);
}

/** `KEY=VALUE`, or several with commas between them, by Kubernetes' rules for labels. */
export function readLabels(text: string): Read<Readonly<Record<string, string>>> {
  const pairs = text.split(",").map((pair) => LABEL.exec(pair.trim()));
  const labels = pairs.flatMap((match) => (match === null ? [] : [[match[1] ?? "", match[2] ?? ""] as const]));
  if (labels.length < pairs.length) return invalid("KEY=VALUE, both as Kubernetes allows them in a label");
  return valid(Object.fromEntries(labels));
}

export function readOneOf<const T extends string>(text: string, allowed: readonly T[]): Read<T> {
  const found = allowed.find((candidate) => candidate === text);
  return found === undefined ? invalid(allowed.join(", ")) : valid(found);
}

function valid<T>(value: T): Read<T> {
  return { kind: "valid", value };
}

function invalid<T>(allowed: string): Read<T> {
  return { kind: "invalid", allowed };
}

const REVERT_POLICIES = ["auto", "all", "none"] as const satisfies readonly RevertPolicy[];
const KEEP_ROWS = ["auto", "off"] as const satisfies readonly KeepRows[];
const UNITS = ["", "K", "M", "G", "T"];
const SIZE = /^(\d{1,15})([KMGT]?)i?B?$/i;
const VIAS = ["job", "direct"] as const satisfies readonly Via[];

/** What Kubernetes accepts in `env[].name`, leaving out the exotic. */
const VARIABLE_NAME = /^[A-Za-z_][\w.-]*$/;

/** kubernetes.io: "Labels and Selectors", syntax and character set. */
const LABEL =
  /^((?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)=((?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?)$/;
