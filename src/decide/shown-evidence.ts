import type { Plan } from "../model/plan.ts";
import type { AtStart, ImageKnowledge, LedgerRoute, Situation } from "../model/situation.ts";
import { traitsOf } from "./rule.ts";
import { counted } from "./wording.ts";

type Shown = Plan["evidence"];

/** What the plan rests on: what was relied on comes first, then the other sources that spoke of the same. */
export function shownEvidence(situation: Situation): Shown {
  return [
    ...keeping(situation),
    ...sourcesOf("leaving image's migrations", situation.leavingKnows),
    ...sourcesOf("returning image's migrations", situation.returningKnows),
    ...startOf(situation),
    ...situation.helmHooks.map((detail) => ({ about: "Helm's hooks", from: "recorded" as const, detail })),
    ...downCommandOf(situation),
    ...ledgerOf(situation),
  ];
}

function downCommandOf({ downScripts }: Situation): Shown {
  if (downScripts === null) return [];
  const about = "--down-command";
  if (!downScripts.known) return [{ about, from: "operator", detail: downScripts.because }];
  const scripts = downScripts.value.map(({ name, text }) => `script "${name}" is "${text}"`);
  return [{ about, from: downScripts.from, detail: [...scripts, downScripts.detail].join("; ") }];
}

/** Shown also where it is not determined: what was looked at is the template in any case. */
function startOf(situation: Situation): Shown {
  if (traitsOf(situation) === undefined) return [];
  const { returningStart: start } = situation;
  const about = "returning revision's start";
  if (start.known) return [{ about, from: start.from, detail: `${AT_START[start.value]}: ${start.detail}` }];
  return [{ about, from: "recorded", detail: `whether it migrates is not determined: ${start.because}` }];
}

const AT_START: Readonly<Record<AtStart, string>> = {
  runs: "it migrates",
  "runs-and-goes-on": "it migrates, and goes on when that fails",
  "does-not-run": "it does not migrate, as far as can be seen",
  "does-not-mind": "its migrator passes over migrations that it does not know",
};

function keeping({ keepUpTo }: Situation): Shown {
  return keepUpTo === null
    ? []
    : [{ about: "migrations to keep", from: "operator", detail: `--to-migration ${keepUpTo}` }];
}

function sourcesOf(about: string, { relied, others }: ImageKnowledge): Shown {
  return [relied, ...others].flatMap((source) =>
    source.known
      ? [{ about, from: source.from, detail: `${counted(source.value.length, "migration")}: ${source.detail}` }]
      : [],
  );
}

function ledgerOf(situation: Situation): Shown {
  if (traitsOf(situation) === undefined) return [];
  const { ledger, database, ledgerRoute } = situation;
  const detail = `${counted(ledger.applied.length, "applied migration")} in ${ledger.table} of ${database.name} on ${database.host}, ${reachedBy(ledgerRoute)}`;
  return [{ about: "ledger", from: "ledger", detail }];
}

function reachedBy(route: LedgerRoute): string {
  switch (route) {
    case "connection":
      return "read over a connection from here";
    case "port-forward":
      return "read through a port-forward";
    case "relay":
      return "read through a relay Job in the leaving image";
    case "image":
      return "read by a probe Job in the leaving image";
  }
}
