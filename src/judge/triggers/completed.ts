// New rows whose required values a trigger sees to, written by code that does not know the column.
import type { GivenValue } from "../../model/change/given.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { isFull } from "../values/may-be-null.ts";
import { effectsOf } from "./effects-of.ts";
import { isOff } from "./off.ts";

/**
 * What is met then; undefined where no trigger sees to it, or more than one does. MariaDB lets `insert … select` fail
 * all the same.
 */
export function metWithTriggers(table: Table, column: string, schema: Schema): Impact | undefined {
  if (schema.dialect !== "postgresql") return undefined;
  const setting = [...table.triggers].flatMap(([name, trigger]) => {
    const effects = isOff(name, table) ? null : effectsOf(trigger, schema);
    const isOfNew = trigger.timing === "before" && trigger.events.includes("insert");
    const sets = effects?.assigns.some((each) => each === column || each === "*") === true;
    return isOfNew && sets ? [{ trigger, value: effects.sets?.find((each) => each.column === column)?.value }] : [];
  });
  const [only, other] = setting;
  if (only?.value === undefined || other !== undefined || only.trigger.condition !== undefined) return undefined;
  return isAlwaysGiven(only.value, column, table) ? COMPATIBLE : impact("writes_break", "if_data");
}

const COMPATIBLE: Impact = impact("compatible", "always");

/** The column itself has nothing to give yet. */
function isAlwaysGiven(value: GivenValue["value"], column: string, { columns }: Table): boolean {
  if (value.from !== "expression") return value.from === "constant" && value.isNull !== true;
  if (value.nulls !== "as-read") return value.nulls === "never";
  return value.reads.every((read) => {
    const [row = "", own = ""] = read.split(".");
    return row === "new" && own !== column && isFull(columns.get(own));
  });
}
