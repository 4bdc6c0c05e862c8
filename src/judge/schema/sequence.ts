import type { Id } from "./schema.ts";

export interface Sequence {
  readonly id: Id;
  /** Column `table.column` that owns it. */
  readonly ownedBy: string | null;
  /** What a statement has set that is not what goes without saying, by its name. */
  readonly options: ReadonlyMap<string, string>;
  readonly assumed?: boolean;
  /** True where it was made to begin at 1, and nothing has set it since. */
  readonly anew?: boolean;
  /** True where its column has become an identity, which asks another one. */
  readonly unasked?: boolean;
}
