import type { Finding, Weight } from "../model/finding.ts";
import type { NextAction } from "../model/trouble.ts";
import type { Style } from "./style.ts";
import { indented } from "./page.ts";
import { plain, plainLines } from "./plain.ts";

/** A finding with its facts; what to do about it only where the page has no place of its own for that. */
export function findingLines(finding: Finding, style: Style, next: "with-next" | "without-next"): readonly string[] {
  const mark = MARKS[finding.weight](style);
  return [
    `${mark} ${finding.id}: ${plain(finding.summary)}`,
    ...indented(plainLines(finding.facts)),
    ...(next === "with-next" ? indented(nextLines(finding.next, style)) : []),
  ];
}

/** Commands stand alone on their line, so that they can be copied. The same action is said once. */
export function nextLines(actions: readonly NextAction[], style: Style): readonly string[] {
  return [...new Set(actions.map((action) => nextText(action, style)))].flatMap((text) => text.split("\n"));
}

function nextText(action: NextAction, style: Style): string {
  const why = plain(action.why);
  switch (action.kind) {
    case "run":
      return `${style.faint(`# ${why}`)}\n${plain(action.command)}`;
    case "choose":
      return `pass ${plain(action.flag)}: ${why}`;
    case "edit":
      return `see to ${plain(action.what)}: ${why}`;
  }
}

const MARKS: Readonly<Record<Weight, (style: Style) => string>> = {
  blocker: (style) => style.danger("[blocker]"),
  consent: (style) => style.caution("[consent]"),
  notice: () => "[notice]",
};
