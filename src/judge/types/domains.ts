import type { ChangeOf } from "../../model/change.ts";
import type { Domain } from "./user-type.ts";
import { plainText } from "../schema/same-text.ts";

export function newDomain({ type, base, nullable, default: value, checks }: ChangeOf<"create-domain">): Domain {
  const made: Domain = { base, nullable, default: value, checks: new Map() };
  return checks.reduce((domain, check) => withCheck(domain, type.name, check), made);
}

/** A domain of which nothing is known but that it is there. */
export const UNKNOWN_DOMAIN: Domain = { base: null, nullable: null, default: null, checks: new Map() };

export function alteredDomain(domain: Domain, change: ChangeOf<"alter-domain">): Domain {
  const { what, type, check } = change;
  if (what === "set-default" || what === "drop-default") return { ...domain, default: change.default };
  if (what === "set-not-null" || what === "drop-not-null") return { ...domain, nullable: what === "drop-not-null" };
  if (check === null || what === "validate") return domain;
  return what === "add-constraint" ? withCheck(domain, type.name, check) : withoutCheck(domain, check.name ?? "");
}

/** True for one that no column can be added of without each row being looked at. */
export function isRefusing({ nullable, checks }: Domain): boolean {
  return nullable === false || checks.size > 0;
}

/** In a form in which it can be compared. */
export function domainText({ base, nullable, default: value, checks }: Domain): string {
  const given = value !== null && "text" in value ? plainText(value.text) : (value?.kind ?? null);
  const refused = [...checks].map(([name, text]) => [name, plainText(text)].join(" ")).toSorted();
  return JSON.stringify([base, nullable, given === "null" ? "none" : given, refused]);
}

/** ChooseConstraintName in src/backend/commands/typecmds.c numbers what is taken. */
function withCheck(domain: Domain, type: string, { name, text }: { name: string | null; text: string }): Domain {
  let chosen = name ?? `${type}_check`;
  for (let count = 1; name === null && domain.checks.has(chosen); count += 1) chosen = `${type}_check${count}`;
  return { ...domain, checks: new Map(domain.checks).set(chosen, text) };
}

/** That an unknown one is gone is all that is known of it. */
function withoutCheck(domain: Domain, name: string): Domain {
  const checks = new Map(domain.checks);
  if (!checks.delete(name)) checks.set(name, "");
  return { ...domain, checks };
}
