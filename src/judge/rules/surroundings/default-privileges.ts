import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { effect } from "../../rule.ts";
import { withoutObject } from "../../schema/edit-objects.ts";
import { withMark } from "../../schema/surroundings.ts";

/** What is granted takes nothing away; what is revoked comes back where it is granted again. */
export const defaultPrivileges: Rule<"default-privileges"> = {
  effect: ({ grants }) =>
    effect("objects made later have other privileges", { restorable: grants ? "nothing_lost" : "full" }),
  after: ({ text }, schema) => {
    const words = wordsOf(text);
    return words === null ? schema : withPrivilege(schema, words);
  },
};

interface Words {
  readonly verb: string;
  /** For whom, where, on what and to whom. */
  readonly rest: string;
}

function wordsOf(text: string): Words | null {
  const plain = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
  const { verb, place, what, role } = WORDS.exec(plain)?.groups ?? {};
  return verb === undefined ? null : { verb, rest: [place, what, role].join(" ").trim() };
}

function withPrivilege(schema: Schema, { verb, rest }: Words): Schema {
  const [granted, revoked] = [`default ${rest}`, `revoked default ${rest}`];
  const [made, other] = verb === "grant" ? [granted, revoked] : [revoked, granted];
  return schema.surroundings.has(other) ? withoutObject(schema, "surroundings", other) : withMark(schema, made, "yes");
}

const WORDS =
  /^alter default privileges (?<place>.*?)(?<verb>grant|revoke) (?<what>.*?) (?:to|from) (?<role>.*?)(?: with grant option| cascade| restrict)?;?$/;
