/**
 * Where a fact came from, best first. The plan shows it for every fact it rests on. `template` is a revision's pod
 * template, which says how its containers are started.
 */
export type Source = "operator" | "recorded" | "image" | "template" | "ledger" | "time";

/** Nothing is ever silently missing: a fact is known with its source, or unknown with what was tried. */
export type Evidence<T> =
  | { readonly known: true; readonly value: T; readonly from: Source; readonly detail: string }
  | { readonly known: false; readonly because: string; readonly tried: readonly string[] };

export function known<T>(value: T, from: Source, detail: string): Evidence<T> {
  return { known: true, value, from, detail };
}

export function undetermined<T>(because: string, tried: readonly string[]): Evidence<T> {
  return { known: false, because, tried };
}
