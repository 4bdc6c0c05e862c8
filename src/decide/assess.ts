import type { Finding } from "../model/finding.ts";
import type { Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";
import { RULES } from "./rules/all.ts";

export function assess(situation: Situation, gap: Gap): readonly Finding[] {
  return Object.values(RULES).flatMap((rule) => rule(situation, gap));
}
