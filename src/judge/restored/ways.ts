import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";

export interface Ways {
  readonly before: Schema;
  /** Right after the ups, when nobody has written yet. */
  readonly fresh: Schema;
  readonly between: Schema;
  readonly reverted: Schema;
  readonly ups: readonly Done[];
  readonly downs: readonly Done[];
}
