import type { ChangeOf } from "../../model/change.ts";
import type { Effect } from "../rule.ts";
import type { Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { isStrict, isStrictType } from "../types/sqlite-affinity.ts";
import { asksTheClock, isByChance, keptFor } from "./of-the-moment.ts";
import { isMisfitByDefault } from "./strict-misfit.ts";

/** The chapter "ALTER TABLE ADD COLUMN"; a default is refused only where there are rows. */
export function refusedBySqlite(change: ChangeOf<"add-column">, table: Table): Refused | undefined {
  const { type } = change.column;
  if (isStrict(table) && !isStrictType(type))
    return { because: `a strict table has no type ${type?.name ?? ""}`, succeeds: "no" };
  const isMisfit = isStrict(table) && isMisfitByDefault(change.column);
  if (isMisfit) return { because: "a strict table does not take its default", ...REFUSED_BY_ROWS };
  return refusedAnywhere(change) ?? ofTheMoment(change);
}

function ofTheMoment({ column, constraints }: ChangeOf<"add-column">): Refused | undefined {
  if (isByChance(column.generated?.text ?? "")) return { because: "it comes out otherwise each time", succeeds: "no" };
  if (!keptFor([column], constraints).some(asksTheClock)) return undefined;
  const refused = { because: "what asks for the time is refused for every row", ...REFUSED_BY_ROWS };
  return column.generated === null ? refused : { ...refused, impact: impact("reads_and_writes_break", "always") };
}

/** Of an empty table alone it is no matter, until rows are written. */
const REFUSED_BY_ROWS = { succeeds: "data_dependent", impact: impact("writes_break", "always") } as const;

interface Refused {
  readonly because: string;
  readonly impact?: Effect["impact"];
  readonly succeeds: Effect["succeeds"];
}

function refusedAnywhere({
  column: { default: value, generated },
  constraints,
}: ChangeOf<"add-column">): Refused | undefined {
  if (generated?.kind === "stored") return { because: "SQLite adds no stored column", succeeds: "no" };
  if (constraints.some(({ kind }) => kind === "unique" || kind === "primary-key"))
    return { because: "SQLite adds no key with a column", succeeds: "no" };
  const isGiven = value.kind !== "none" && value.kind !== "null";
  const isComputed = isGiven && (value.kind !== "constant" || !LITERAL.test(value.text));
  if (isGiven && constraints.some(({ kind }) => kind === "foreign-key"))
    return {
      because: "its default refers to a row that need not be there, or is kept by those that do",
      succeeds: "data_dependent",
      impact: impact("writes_break", "if_data"),
    };
  if (isComputed) return { because: "SQLite gives rows that are there no such default", succeeds: "data_dependent" };
  return undefined;
}

/** What is one value, with its sign, in whatever brackets. */
const LITERAL =
  /^[\s(+-]*(?:x?'(?:[^']|'')*'|"[^"]*"|0x[\da-f]+|\d[\d._]*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|[a-z_]\w*)[\s)]*$/i;
