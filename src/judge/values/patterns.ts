// Whether a text is like a pattern, where all databases agree, whatever the collation.
import type { Value } from "./value.ts";

/** `like`, with or without case; undefined for what is escaped, and where case decides. */
export function likes(value: Value, pattern: Value): Value {
  if (value === null || pattern === null) return null;
  if (!isPlain(value) || !isPlain(pattern) || pattern.includes("\\")) return undefined;
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]]/g, String.raw`\$&`);
  return found(value, `^${escaped.replaceAll("%", ".*").replaceAll("_", ".")}$`);
}

/** `~`, `regexp`; undefined for what regular expressions do not have in common. */
export function matches(value: Value, pattern: Value): Value {
  if (value === null || pattern === null) return null;
  return isPlain(value) && isPlain(pattern) && COMMON.test(pattern) ? found(value, pattern) : undefined;
}

function found(value: string, pattern: string): Value {
  try {
    if (new RegExp(pattern).test(value)) return true;
    return new RegExp(pattern, "i").test(value) ? undefined : false;
  } catch {
    return undefined;
  }
}

/** One line of ASCII, and no longer than what is tried in no time. */
function isPlain(value: Value): value is string {
  return typeof value === "string" && value.length <= LONGEST && /^[ -~]*$/.test(value);
}

const LONGEST = 200;

/** Characters, sets of them, repetition at most of what is before it: nothing that is tried over and over. */
const COMMON =
  /^\^?(?:(?:[\w @,:;!=<>/#%&"'-]|\.|\[\^?[\w @.,:;!=<>/#%&"'+-]*\])(?:[+*?]|\{\d{1,2}(?:,\d{0,2})?\})?)*\$?$/;
