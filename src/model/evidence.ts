/**
 * Where a fact came from, best first. The plan shows it for every fact it rests on. `recorded` is what stands on a
 * revision in the cluster: an annotation, or its pod template.
 */
export type Source = "operator" | "recorded" | "image" | "ledger" | "time";

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
