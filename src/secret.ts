import type { Secret } from "./ports.ts";

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

/**
 * Takes credentials out of text that another program wrote: the given secrets wherever they stand,
 * user and password of a URL, and bearer tokens. For child processes' standard error and API messages.
 */
export function maskCredentials(text: string, secrets: readonly Secret[] = []): string {
  const known = secrets.map((secret) => secret.reveal()).filter((value) => value !== "");
  const withoutKnown = known.reduce((masked, value) => masked.replaceAll(value, VEIL), text);
  return withoutKnown.replaceAll(URL_CREDENTIALS, `$1${VEIL}@`).replaceAll(BEARER_TOKEN, `$1${VEIL}`);
}

const VEIL = "[secret]";

/** What `util.inspect` looks for; the registry symbol saves importing it. */
const INSPECT = Symbol.for("nodejs.util.inspect.custom");

const URL_CREDENTIALS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#@"']*(?:@[^\s/?#@"']*)*@/gi;

const BEARER_TOKEN = /(\bbearer\s+)(?!<masked>)[^\s"',]+/gi;
