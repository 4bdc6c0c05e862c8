/** Replaces what must not be shown. */
export type Mask = (text: string) => string;

/**
 * Hides credentials by their form: `scheme://user:***@host`, `user:***@tcp(host)`, `password=***`,
 * `"password": "***"`, `--password ***`. Rather hides too much than too little: what follows a user's colon is
 * hidden up to the last `@` of the word, because passwords in URLs are often not encoded as they should be.
 */
export function maskCredentials(text: string): string {
  return text
    .replaceAll(URL_PASSWORD, `$1:${HIDDEN}@`)
    .replaceAll(DSN_PASSWORD, `:${HIDDEN}@$1(`)
    .replaceAll(KEYED_PASSWORD, `$1${HIDDEN}`)
    .replaceAll(FLAG_PASSWORD, `$1${HIDDEN}`);
}

/**
 * Hides exactly these values, also URL-encoded, as they stand inside JSON, and the passwords of those that are URLs;
 * then whatever `maskCredentials` knows by form. Values shorter than eight characters are hidden only as whole words:
 * a Secret may well hold `app` or `1`.
 */
export function createMask(secrets: readonly string[]): Mask {
  const spellings = new Set(secrets.flatMap(partsOf).flatMap(spellingsOf));
  const longestFirst = [...spellings].toSorted((a, b) => b.length - a.length);
  if (longestFirst.length === 0) return maskCredentials;
  const known = new RegExp(longestFirst.map(patternOf).join("|"), "gu");
  return (text) => maskCredentials(text.replaceAll(known, HIDDEN));
}

/** Logs come line by line, so the lines of a key or certificate count one by one. */
function partsOf(secret: string): readonly string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const long = lines.length > 1 ? lines.filter((line) => line.length >= LONG_ENOUGH_FOR_ANYWHERE) : [];
  return [secret.trim(), ...long, ...passwordsOf(secret)].filter((part) => part !== "");
}

function passwordsOf(secret: string): readonly string[] {
  const password = /^[a-z][a-z0-9+.-]*:\/\/[^\s:@/]*:(.+)@/is.exec(secret.trim())?.[1];
  return password === undefined ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function spellingsOf(part: string): readonly string[] {
  return [part, encodeURIComponent(part.toWellFormed()), JSON.stringify(part).slice(1, -1)];
}

function patternOf(spelling: string): string {
  const exact = spelling.replaceAll(SYNTAX, "\\$&");
  return spelling.length >= LONG_ENOUGH_FOR_ANYWHERE ? exact : `(?<![\\p{L}\\p{N}_])${exact}(?![\\p{L}\\p{N}_])`;
}

const HIDDEN = "***";

const LONG_ENOUGH_FOR_ANYWHERE = 8;

const SYNTAX = /[\\^$.*+?()[\]{}|/]/g;

// None of these may begin with a repetition: a log line can be a megabyte of one word.

/** First up to a quote, bracket or comma, so that the rest of a JSON line stays readable; else up to white space. */
const URL_PASSWORD = /(:\/\/[^\s:@/"'`]{0,256}):(?:[^\s"'`<>,]{0,1024}@|\S{0,1024}@)/g;

/** The form that Go's MySQL driver takes: `user:password@tcp(host:3306)/name`. */
const DSN_PASSWORD = /:\S{1,512}@(tcp|unix)\(/g;

const KEYED_PASSWORD =
  /((?:password|passwd|passphrase|pwd|_pass)\\?["']?\s*[=:]\s*)(?:\\?"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s&;]+)/gi;

const FLAG_PASSWORD = /(--?password\s+)(?:"[^"]*"|'[^']*'|\S+)/gi;
