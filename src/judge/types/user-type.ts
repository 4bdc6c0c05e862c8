// Types that statements make.
import type { ColumnType, DefaultValue } from "../../model/definition.ts";

/** What is null is not known. */
export interface Domain {
  readonly base: ColumnType | null;
  readonly nullable: boolean | null;
  readonly default: DefaultValue | null;
  /** Texts by name; empty once it was dropped without being known. */
  readonly checks: ReadonlyMap<string, string>;
}

export interface UserType {
  /** It keeps it through renames. */
  readonly id: number;
  readonly of: "enum" | "domain" | "other";
  /** Of an enum; of a composite type, the names of its parts. */
  readonly labels: readonly string[];
  readonly text: string;
  /** Types of which it is made, as `ColumnType` names them. */
  readonly uses: readonly string[];
  readonly domain?: Domain;
  /** Labels that were added by the statements that are being judged. */
  readonly fresh: readonly string[];
  readonly assumed?: boolean;
}
