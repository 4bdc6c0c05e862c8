import type { Place } from "../ports/image.ts";
import type { Environment } from "../ports/secret.ts";
import type { Reach } from "./reach.ts";
import type { Resolved } from "./resolve.ts";

/** What is known before the tool is: the workload, the place a Job would run in, and how far the database is. */
export interface Found {
  readonly resolved: Resolved;
  readonly place: Place;
  readonly environment: Environment;
  readonly reached: Reach;
}
