// A domain has the values of the type below it, and refuses some of them.
import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { worstImpact } from "../worst.ts";
import { isRefusing } from "./domains.ts";
import { isBuiltIn } from "./family.ts";
import { domainOf, isOf } from "./user-types.ts";

/** The type that the values have. */
export function valueType(type: ColumnType, schema: Schema): ColumnType {
  const base = domainOf(type, schema)?.base;
  return base === undefined || base === null
    ? type
    : { ...valueType(base, schema), isArray: base.isArray || type.isArray };
}

export function isConstrained(type: ColumnType | null, schema: Schema): boolean {
  const domain = domainOf(type, schema);
  return domain !== undefined && (isRefusing(domain) || isConstrained(domain.base, schema));
}

/** Without the schema, it may be a domain that refuses values. */
export function isUnknownType(type: ColumnType | null, schema: Schema): boolean {
  return !schema.complete && type !== null && isUnlistedType(type, schema);
}

/** Nothing says whether it is an enum, a domain, or an extension's. */
export function isUnlistedType(type: ColumnType, schema: Schema): boolean {
  if (isBuiltIn(type) || type.labels !== undefined) return false;
  return ![...schema.types].some(
    ([key, { text, of }]) => isOf(type.name, schema, key) && (of !== "other" || text !== ""),
  );
}

/** What a change of the type comes to where the new one is a domain that refuses values. */
export function withDomain(changed: TypeChange, refuses: boolean): TypeChange {
  if (!refuses) return changed;
  return {
    ...changed,
    impact: worstImpact([changed.impact, impact("writes_break", "if_data")]),
    values: changed.values === "kept" ? "fail" : "fail-or-changed",
    because: `${changed.because}, and the domain refuses others`,
  };
}
