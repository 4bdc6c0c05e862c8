import type { Plan } from "../model/plan.ts";
import type { ConsentFlags } from "../model/request.ts";
import type { Terminal } from "../ports/world.ts";
import type { Agreed } from "./steps/step.ts";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/**
 * Returns when a human, or the flags a human chose, agreed to exactly this plan.
 * @throws plan-stale when `--confirm` names another plan, declined for any other answer or when nobody can answer
 */
export async function confirm(plan: Plan, consent: ConsentFlags, terminal: Terminal): Promise<Agreed> {
  if (plan.consent.level === "none") return "to-this-plan";
  if (consent.confirm !== undefined) {
    confirmById(plan, consent.confirm);
    return "to-this-plan";
  }
  const missing = plan.consent.accept.filter((id) => !consent.accept.includes(id));
  if (consent.yes && missing.length === 0) return "by-name";
  if (!terminal.canAsk) throw nobodyToAsk(plan);
  const expects = missing.length > 0 ? plan.workload.name : "yes";
  const agreed = await terminal.ask({ text: questionOf(plan, missing), expects });
  if (!agreed)
    throw failure("declined", "declined: nothing was changed", { facts: [`plan ${plan.id} was not agreed to`] });
  return "to-this-plan";
}

function confirmById(plan: Plan, id: string): void {
  if (id === plan.id) return;
  throw failure("plan-stale", `the plan is now ${plan.id}, not ${id}: something moved since it was shown`, {
    next: [choose("--dry-run", "see the plan as it is now"), choose(`--confirm ${plan.id}`, "agree to this one")],
  });
}

function nobodyToAsk(plan: Plan): Error {
  const accept = plan.consent.accept.join(",");
  const flags = accept === "" ? "--yes" : `--yes --accept ${accept}`;
  return failure("declined", "consent is needed and there is no terminal to ask at: nothing was changed", {
    facts: plan.findings.filter(({ weight }) => weight === "consent").map(({ id, summary }) => `${id}: ${summary}`),
    next: [
      choose(`--confirm ${plan.id}`, "agree to exactly this plan"),
      choose(flags, "agree by name, whatever the plan's id"),
    ],
  });
}

function questionOf(plan: Plan, missing: readonly string[]): string {
  const act =
    plan.revert.length === 0
      ? `return to revision ${plan.returning.revision}`
      : `revert ${plan.revert.length === 1 ? "1 migration" : `${plan.revert.length} migrations`} and return to revision ${plan.returning.revision}`;
  if (missing.length === 0) return `${act}? type yes to go on:`;
  return `${act}, accepting ${missing.join(", ")}?\ntype the workload's name, ${plan.workload.name}, to go on:`;
}
