import type { At } from "./rule.ts";
import type { Schema } from "./schema/schema.ts";

/** What a client was written for, and what it finds once all statements of a side have run. */
export interface Ends {
  readonly client: Schema;
  readonly after: Schema;
  readonly side: At["side"];
}
