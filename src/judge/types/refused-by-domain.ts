import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema } from "../schema/schema.ts";
import type { Value as Answer } from "../values/value.ts";
import type { Domain } from "./user-type.ts";
import { checkAnswer } from "../values/check-answer.ts";
import { evaluate } from "../values/evaluate.ts";
import { isRefusing } from "./domains.ts";
import { domainOf } from "./user-types.ts";

/** Whether a column's domain may have something against a value that is not of it already. */
export function isRefusedByDomain(value: Value, type: ColumnType | null, schema: Schema): boolean {
  const domain = domainOf(type, schema);
  if (domain === undefined) return false;
  if (value.from === "expression") return isRefusing(domain);
  return value.isNull === true ? domain.nullable !== true : !takes(domain, value.text ?? "");
}

/** Whether a domain refuses what is written out, whatever else there is. */
export function surelyRefuses(text: string, type: ColumnType, schema: Schema): boolean {
  const domain = domainOf(type, schema);
  return domain !== undefined && answersOf(domain, text).includes(false);
}

function takes(domain: Domain, text: string): boolean {
  return answersOf(domain, text).every((answer) => answer === true || answer === null);
}

function answersOf({ checks }: Domain, text: string): readonly Answer[] {
  const value = evaluate(text, new Map());
  return [...checks.values()].map((check) =>
    check === "" ? undefined : checkAnswer(check, new Map([["value", value]])),
  );
}
