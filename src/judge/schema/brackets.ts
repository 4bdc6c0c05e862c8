// Brackets in conditions as databases print them; those that stand in quotes are none.

export interface Pair {
  readonly from: number;
  readonly to: number;
}

/** Inner ones before those around them. */
export function bracketsIn(text: string): readonly Pair[] {
  const open: number[] = [];
  const pairs: Pair[] = [];
  for (const [place, character] of withoutQuoted(text).split("").entries()) {
    if (character === "(") open.push(place);
    const from = character === ")" ? open.pop() : undefined;
    if (from !== undefined) pairs.push({ from, to: place });
  }
  return pairs;
}

/** The first is closed at the end. */
export function isBracketed(text: string): boolean {
  return text.startsWith("(") && bracketsIn(text).some(({ from, to }) => from === 0 && to === text.length - 1);
}

/** As long as before. */
export function withoutQuoted(text: string): string {
  return text.replaceAll(QUOTED, (quoted) => "_".repeat(quoted.length));
}

const QUOTED = /'[^']*'|"[^"]*"|`[^`]*`/g;
