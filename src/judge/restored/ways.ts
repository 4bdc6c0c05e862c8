import type { Done } from "../run.ts";
import type { Schema } from "../schema/schema.ts";

export interface Ways {
  readonly before: Schema;
  readonly between: Schema;
  readonly reverted: Schema;
  readonly ups: readonly Done[];
  readonly downs: readonly Done[];
}
