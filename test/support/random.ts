/** Choices that a seed decides, the same on every machine. */
export interface Random {
  chance(likelihood: number): boolean;
  one<T>(from: readonly T[]): T;
  /** Undefined where there is nothing to choose from. */
  any<T>(from: readonly T[]): T | undefined;
  some<T>(from: readonly T[], likelihood: number): readonly T[];
  shuffled<T>(items: readonly T[]): readonly T[];
}

/** Mulberry32: 32 bits of state, good enough to vary examples. */
export function randomFrom(seed: number): Random {
  let state = seed * 0x9e3779b1;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
  const chance = (likelihood: number): boolean => fraction() < likelihood;
  const any = <T>(from: readonly T[]): T | undefined => from[Math.floor(fraction() * from.length)];
  return {
    chance,
    any,
    one: <T>(from: readonly T[]): T => any(from) as T,
    some: (from, likelihood) => from.filter(() => chance(likelihood)),
    shuffled: (items) =>
      items
        .map((item) => ({ item, at: fraction() }))
        .toSorted((x, y) => x.at - y.at)
        .map(({ item }) => item),
  };
}
