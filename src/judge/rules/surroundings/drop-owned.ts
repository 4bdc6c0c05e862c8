import type { Impact } from "../../../model/judgement.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import { NO_HAZARD, UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, impact } from "../../rule.ts";
import {
  isListedWhole,
  isToldOfSome,
  ownsSome,
  privilegesOf,
  tablesOf,
  withoutHeld,
} from "../../schema/held-by-role.ts";

export const dropOwned: Rule<"drop-owned"> = {
  effect: ({ roles }, at) => {
    const { before } = at;
    const isMade = roles.every((role) => isListedWhole(role, before));
    const isOwner = roles.some((role) => ownsSome(role, before) || isToldOfSome(role, before));
    return isMade && !isOwner ? withoutPrivileges(roles, at) : ofUnknown(roles, at);
  },
  after: ({ roles }, schema) => roles.reduce(withoutHeld, schema),
};

/** All that a role has that these statements made is what they gave it. */
function withoutPrivileges(roles: readonly string[], at: At): Effect {
  const isKnown = roles.some((role) => privilegesOf(role, at.client).length > 0);
  return effect(`${roles.join(", ")} owns nothing here, and may do nothing with what others own`, {
    impact: isKnown ? REFUSED : impact("compatible", "always"),
    restorable: isKnown ? "full" : "nothing_lost",
    hazard: NO_HAZARD,
  });
}

const REFUSED: Impact = impact("reads_and_writes_break", "if_referenced");

function ofUnknown(roles: readonly string[], { before }: At): Effect {
  const tables = roles.flatMap((role) => tablesOf(role, before));
  return effect("what the role owned is gone, and what that was is not in the text", {
    impact: UNDETERMINED,
    loses: tables.map((table) => `table:${table}` as const),
    succeeds: "undetermined",
    restorable: "none",
    hazard: UNKNOWN_HAZARD,
  });
}
