import type { ColumnType } from "../../model/definition.ts";
import type { TypeChange } from "./outcomes.ts";
import { rounded } from "./outcomes.ts";

/** What PostgreSQL's casts cut without a word where those of other types refuse (text_name, inet_to_cidr). */
export function silentCast(from: ColumnType, to: ColumnType): TypeChange | undefined {
  return from.name === to.name ? undefined : CUT[to.name];
}

const CUT: Readonly<Record<string, TypeChange>> = {
  name: rounded("what is longer than 63 bytes is cut", "behaviour_change"),
  // What a client writes is read as one, and refused.
  cidr: rounded("what an address has beside its network is cut, or refused where it is written", "writes_break"),
};
