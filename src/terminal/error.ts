import type { Trouble } from "../model/trouble.ts";
import type { Style } from "./style.ts";
import { nextLines } from "./findings.ts";
import { indented, page } from "./page.ts";
import { plain, plainLines } from "./plain.ts";

/** What was seen, what it means, what to type next. */
export function troubleText(trouble: Trouble, style: Style): string {
  const next = nextLines(trouble.next, style);
  return page([
    `${style.danger("error:")} ${plain(trouble.summary)}`,
    ...indented(plainLines(trouble.facts)),
    ...(next.length === 0 ? [] : [style.heading("next:"), ...indented(next)]),
  ]);
}

/** A bug of ours: everything a report needs, and what to make of it. `stack` must be free of credentials already. */
export function bugText(stack: string, version: string): string {
  return page([
    "error: this is a bug in kubectl safe-rollback; nothing is known about what was done before it",
    ...indented(plainLines([stack])),
    `  version ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    "next:",
    "  # what runs now, and which migrations are applied",
    "  kubectl safe-rollback history TYPE/NAME",
    `  see to a report: the lines above, sent to ${ISSUES}`,
  ]);
}

const ISSUES = "https://github.com/safe-rollback/kubectl-safe-rollback/issues";
