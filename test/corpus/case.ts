// The form of a case: one migration, what runs before and after it, and what must be said of it.
import type { Hazard, Inverse, Loss, Restores, Succeeds, Verdict, When } from "../../src/model/judgement.ts";

export interface CorpusCase {
  readonly name: string;
  /** The DDL before the up. */
  readonly schema: string;
  /** Rows that the old code wrote; each column that could be lost needs a value. */
  readonly seed: string;
  readonly up: string;
  /** Undefined where nobody wrote one. */
  readonly down: string | undefined;
  /** What the old code issues, as the old schema had it; all of it passes before the up. */
  readonly old: readonly string[];
  /** The same with the values for which the change matters; some of it may be refused before the up. */
  readonly oldIfData?: readonly string[];
  /** What the new code issues; all of it passes after the up. */
  readonly new: readonly string[];
  readonly newIfData?: readonly string[];
  /** What the new code wrote between up and down. */
  readonly written?: string;
  /** What else was written in a world where the down passes, and in one where it fails. */
  readonly downPassesAfter?: string;
  readonly downFailsAfter?: string;
  /** The statements run as the role `app`, who owns nothing, instead of as the owner. */
  readonly asApp?: true;
  /** Statement by statement, as for what cannot run in a transaction. */
  readonly outsideTransaction?: true;
  /** What nobody can tell without the schema, however careful. */
  readonly onlyWithSchema?: string;
  /** What no rule can see without the statements of the old code; an answer that is too good is then counted, not refused. */
  readonly limit?: string;
  readonly says: Says;
}

/** `compatible` always is; every other verdict says when. */
export type ImpactWords = "compatible" | "undetermined" | `${Exclude<Verdict, "compatible" | "undetermined">} ${When}`;

export interface Says {
  readonly oldOnNew: ImpactWords;
  readonly upLoses?: readonly Loss[];
  readonly down: Succeeds;
  readonly loses?: readonly Loss[];
  /** `nothing_lost` unless given. */
  readonly restores?: Restores;
  /** `exact` unless given. */
  readonly inverse?: Inverse;
  readonly newOnReverted: ImpactWords;
  readonly hazard: Hazard["level"];
}

/** The part that many cases of a family share. */
export type Setting = Pick<CorpusCase, "schema" | "seed" | "old">;
