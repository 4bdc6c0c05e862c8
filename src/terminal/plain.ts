/**
 * Text from a cluster, a database or an image as one line that cannot steer the terminal: control characters,
 * escape sequences and the characters that reverse the direction of text become visible escapes.
 */
export function plain(text: string): string {
  return text.replaceAll(STEERING, visible);
}

/** The same for every string in a value that survives JSON; its shape stays. */
export function plainValue<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === "string" ? plain(part) : part)) as T;
}

/** Facts may quote output of several lines; each becomes a line of its own. */
export function plainLines(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(/\r?\n/))
    .filter((line) => line.trim() !== "")
    .map(plain);
}

/** JSON text without the control characters that JSON itself leaves as they are. */
export function escapedJson(json: string): string {
  return json.replaceAll(BEYOND_JSON, escaped);
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT[character] ?? (code <= 0xff ? `\\x${hex(code, 2)}` : escaped(character));
}

function escaped(character: string): string {
  return `\\u${hex(character.codePointAt(0) ?? 0, 4)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, "0");
}

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** C0, DEL and C1 controls (ECMA-48), line separators, and bidirectional formatting (Unicode annex 9). */
const STEERING = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** Outside strings, JSON has only line breaks of ours. */
const BEYOND_JSON = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;
