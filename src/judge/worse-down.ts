import type { Judgement } from "../model/judgement.ts";
import { hazardOfAll } from "./hazards/hazards.ts";
import { worstImpact } from "./worst.ts";

/**
 * What an up that nobody understands has made of the schema, its down meets: what was known before may be so or not. The
 * second judgement is of the same migration without the schema.
 */
export function withWorseDown(known: Judgement, unknown: Judgement): Judgement {
  const { dialect, down } = known;
  return {
    ...known,
    down: { ...down, loses: [...new Set([...down.loses, ...unknown.down.loses])] },
    newOnReverted: worstImpact([known.newOnReverted, unknown.newOnReverted]),
    hazard: hazardOfAll({ dialect }, [known.hazard, unknown.hazard]),
    statements: [
      ...known.statements.filter(({ side }) => side === "up"),
      ...unknown.statements.filter(({ side }) => side === "down"),
    ],
  };
}
