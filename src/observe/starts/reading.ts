/** A text, and how far it was read. */
export interface Reading {
  readonly text: string;
  at: number;
  /** Something is not closed. */
  broken: boolean;
  /** The last place whose line was asked for. */
  counted: { readonly at: number; readonly line: number };
}

export function readingOf(text: string): Reading {
  return { text, at: 0, broken: false, counted: { at: 0, line: 1 } };
}

/** The number of the line that is read now; asked for from the beginning to the end. */
export function lineOf(reading: Reading): number {
  const { at, line } = reading.counted;
  reading.counted = { at: reading.at, line: line + reading.text.slice(at, reading.at).split("\n").length - 1 };
  return reading.counted.line;
}

/** Where something is not closed, the rest is not understood. */
export function breakOff(reading: Reading): string {
  reading.broken = true;
  reading.at = reading.text.length;
  return "";
}

/**
 * What stands here, which is passed; undefined where it is something else.
 * @param pattern is sticky
 */
export function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at;
  const found = pattern.exec(reading.text)?.[0];
  reading.at += found?.length ?? 0;
  return found;
}
