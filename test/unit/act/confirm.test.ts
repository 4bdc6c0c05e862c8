import type { Plan } from "../../../src/model/plan.ts";
import type { Question } from "../../../src/model/question.ts";
import type { ConsentFlags } from "../../../src/model/request.ts";
import { describe, expect, it } from "vitest";
import { confirm } from "../../../src/act/confirm.ts";
import { planRollback } from "../../../src/decide/plan.ts";
import { SafeRollbackError } from "../../../src/errors.ts";
import { situation } from "../../support/builders.ts";

const base = planRollback(situation({ ledger: "a b", leaving: "a b", returning: "a" }));
const mild: Plan = { ...base, consent: { level: "yes", accept: [] } };
const severe: Plan = { ...base, consent: { level: "name", accept: ["loss-not-determined"] } };

interface Case {
  readonly name: string;
  readonly plan: Plan;
  readonly flags?: Partial<ConsentFlags>;
  readonly canAsk?: boolean;
  readonly answer?: boolean;
  readonly result: "agreed" | "declined" | "plan-stale";
  readonly asked?: string;
}

async function tryConfirm({
  plan,
  flags,
  canAsk,
  answer,
}: Case): Promise<{ result: string; asked: string | undefined }> {
  const asked: Question[] = [];
  const terminal = {
    canAsk: canAsk ?? true,
    tell: () => undefined,
    show: () => undefined,
    ask: async (question: Question) => {
      asked.push(question);
      return answer ?? false;
    },
  };
  const result = await confirm(plan, { yes: false, accept: [], ...flags }, terminal).then(
    () => "agreed",
    (error: unknown) => (error instanceof SafeRollbackError ? error.trouble.code : "bug"),
  );
  return { result, asked: asked[0]?.expects };
}

describe("confirm", () => {
  it.each<Case>([
    {
      name: "asks nothing when nothing needs consent",
      plan: { ...base, consent: { level: "none", accept: [] } },
      result: "agreed",
    },
    {
      name: "asks for yes when nothing needs consent by name",
      plan: mild,
      answer: true,
      result: "agreed",
      asked: "yes",
    },
    { name: "takes any other answer as no", plan: mild, answer: false, result: "declined", asked: "yes" },
    {
      name: "takes --yes when nothing needs consent by name",
      plan: mild,
      flags: { yes: true },
      canAsk: false,
      result: "agreed",
    },
    {
      name: "asks for the workload's name when something does",
      plan: severe,
      answer: true,
      result: "agreed",
      asked: severe.workload.name,
    },
    { name: "does not take --yes for it", plan: severe, flags: { yes: true }, canAsk: false, result: "declined" },
    {
      name: "takes --yes with every id accepted",
      plan: severe,
      flags: { yes: true, accept: ["loss-not-determined"] },
      canAsk: false,
      result: "agreed",
    },
    {
      name: "does not take other ids",
      plan: severe,
      flags: { yes: true, accept: ["evidence-is-weak"] },
      canAsk: false,
      result: "declined",
    },
    {
      name: "asks for yes only once every id is accepted",
      plan: severe,
      flags: { accept: ["loss-not-determined"] },
      answer: true,
      result: "agreed",
      asked: "yes",
    },
    {
      name: "takes --confirm with this plan's id",
      plan: severe,
      flags: { confirm: severe.id },
      canAsk: false,
      result: "agreed",
    },
    {
      name: "refuses --confirm with another plan's id",
      plan: severe,
      flags: { confirm: "0123" },
      result: "plan-stale",
    },
    { name: "declines when nobody can be asked", plan: mild, canAsk: false, result: "declined" },
  ])("$name", async (row) => {
    expect(await tryConfirm(row)).toEqual({ result: row.result, asked: row.asked });
  });
});
