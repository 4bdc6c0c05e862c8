export type Present<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** `undefined` is "not given", and what is not given is not there. */
export function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
