import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { typeChange } from "./change.ts";
import { familyOf } from "./family.ts";
import { kept, narrowed } from "./outcomes.ts";

/**
 * A text that becomes JSON, or was. MariaDB's JSON is a longtext of which a check takes nothing else ("JSON Data Type" in
 * its manual); MySQL writes what it reads in a form of its own.
 */
export function jsonChange(from: ColumnType, to: ColumnType, { dialect }: Schema): TypeChange {
  const changed = typeChange(from, to);
  const ways = `${familyOf(from).family} ${familyOf(to).family}`;
  if (ways === "text json")
    return dialect === "mariadb"
      ? narrowed("what is no JSON is refused", "full")
      : { ...changed, values: "fail-or-changed" };
  return dialect === "mariadb" && ways === "json text" ? asText(from, to) : changed;
}

/** Clients may have taken it for more than a text, and it told upper from lower case. */
function asText(from: ColumnType, to: ColumnType): TypeChange {
  const cut = typeChange({ ...from, name: "longtext" }, to);
  const sorted = { ...kept("clients get a text"), impact: impact("behaviour_change", "if_referenced") };
  return cut.values === "kept" ? sorted : cut;
}
