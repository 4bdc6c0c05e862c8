import type { Finding } from "../../model/finding.ts";
import type { Situation } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { RevertsMore } from "../reverts-more.ts";
import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { quoted } from "../../model/typed-word.ts";
import { seen } from "../gap.ts";
import { revertsMoreIn } from "../reverts-more.ts";

/**
 * `--down-command` runs once for each migration, so it must revert one. What reverts a batch or everything is told by
 * its words, or those of the script that it starts. A script that was looked for and not seen must be agreed to: that
 * more than one went shows in the ledger only afterwards. Where nobody may look yet, nothing is asked yet.
 */
export const downCommandRevertsMore: Rule = (situation, gap) => {
  const command = situation.settings.downCommand?.value;
  const { downScripts } = situation;
  if (command === undefined || downScripts === null || seen(gap.ahead).length === 0) return [];
  const own = { label: "--down-command", text: command.map(quoted).join(" "), judged: command.join(" ") };
  const scripts = downScripts.known ? downScripts.value : [];
  const parts = [own, ...scripts.map(({ name, text }) => ({ label: `script "${name}"`, text, judged: text }))];
  for (const [index, part] of parts.entries()) {
    const more = revertsMoreIn(part.judged);
    if (more !== undefined) return [blocker(parts.slice(0, index + 1), more)];
  }
  return downScripts.known || !situation.mayProbe ? [] : [unseen(own, situation)];
};

interface Part {
  readonly label: string;
  readonly text: string;
}

function blocker(parts: readonly Part[], { tool, quote, does }: RevertsMore): Finding {
  return {
    id: "down-command-reverts-more",
    weight: "blocker",
    summary: "--down-command would revert more than the one migration that it is run for",
    facts: [...parts.map(inWords), `${tool}: "${quote}" ${does}`],
    next: ONE_AT_A_TIME,
  };
}

function unseen(own: Part, { downScripts }: Situation): Finding {
  const facts = downScripts?.known === false ? [downScripts.because, ...downScripts.tried] : [];
  return {
    id: "down-command-reverts-more",
    weight: "consent",
    summary: "what --down-command starts could not be seen, so it may revert more than one migration",
    facts: [
      inWords(own),
      ...facts,
      "the ledger is read after each run and anything but that one migration halts, but only once it is gone",
    ],
    next: ONE_AT_A_TIME,
  };
}

function inWords({ label, text }: Part): string {
  return `${label}: ${text}`;
}

const ONE_AT_A_TIME: readonly NextAction[] = [
  choose("--down-command CMD", "a program of the image that reverts $SAFE_ROLLBACK_MIGRATION alone"),
  edit("--down-command", "leave it out where the tool itself can revert one migration by its name"),
];
