import type { Revision, Workload } from "./workload.ts";

/** The workload already runs the template to return to. */
export interface NothingToDo {
  readonly kind: "nothing-to-do";
  readonly takenAt: string;
  readonly workload: Workload;
  readonly container: string;
  readonly leaving: Revision;
  readonly returning: Revision;
}
