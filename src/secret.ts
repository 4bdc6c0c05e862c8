import type { Secret } from "./ports/secret.ts";

/**
 * A value that prints as `[secret]` in templates, JSON, string concatenation and `console.log`.
 * The text lives in a closure, so that walking over the object's properties does not find it either.
 */
export function secretOf(text: string): Secret {
  const veiled = {
    reveal: () => text,
    toString: () => VEIL,
    toJSON: () => VEIL,
    [Symbol.toPrimitive]: () => VEIL,
    [INSPECT]: () => VEIL,
  };
  return veiled;
}

const VEIL = "[secret]";

/** What `util.inspect` looks for; the registry symbol saves importing it. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");
