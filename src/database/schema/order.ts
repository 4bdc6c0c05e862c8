/** A thing that is to be made, possibly with several statements, and what must be there before it. */
export interface Made {
  readonly id: string;
  readonly statements: readonly string[];
}

/**
 * What each thing needs comes before it; besides that, the order stays. Where things need each other in a circle,
 * which no order can satisfy, it stays as well.
 * @param needs ids by id; those of things that are not among `things` are there already
 */
export function inOrder(things: readonly Made[], needs: ReadonlyMap<string, readonly string[]>): readonly Made[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]));
  const ordered = new Set<Made>();
  const begun = new Set<string>();
  const take = (thing: Made): void => {
    if (begun.has(thing.id)) return;
    begun.add(thing.id);
    for (const id of needs.get(thing.id) ?? []) {
      const needed = byId.get(id);
      if (needed !== undefined) take(needed);
    }
    ordered.add(thing);
  };
  for (const thing of things) take(thing);
  return [...ordered];
}
