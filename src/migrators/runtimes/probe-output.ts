import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { choose } from "../../model/trouble.ts";

/**
 * Begins every line that a probe prints for us, since the image's own code may print as well and a container's
 * log mixes both streams. Lines stay far below the 16 KiB at which container runtimes split them.
 */
export const MARK: string = "::safe-rollback:: ";

/** One marked line: a tag, and what follows it. */
export interface MarkedLine {
  readonly tag: string;
  readonly rest: string;
}

/**
 * The marked lines of a whole answer, which ends with `end` and, where its lines mean something one by one, with their
 * number: a node keeps only the newest part of a long log, and a list without its beginning looks like a shorter one.
 * @throws image-not-readable, with the last lines that were printed, when the answer is not there or not whole
 */
export function markedLines(output: string, purpose: string): readonly MarkedLine[] {
  const lines = output.split("\n").flatMap((line) => {
    const at = line.indexOf(MARK);
    return at === -1 ? [] : [taggedOf(line.slice(at + MARK.length))];
  });
  const end = lines.findLast(({ tag }) => tag === "end");
  const content = lines.filter(({ tag }) => tag !== "end");
  if (end !== undefined && (end.rest === "" || Number(end.rest) === content.length)) return content;
  throw notAnswered(output, purpose, lines.length > 0);
}

/**
 * The answer of a Node script: JSON in marked parts.
 * @throws image-not-readable
 */
export function markedJson(output: string, purpose: string): unknown {
  const parts = markedLines(output, purpose).filter(({ tag }) => tag === "part");
  try {
    return JSON.parse(parts.map(({ rest }) => rest).join(""));
  } catch {
    throw notAnswered(output, purpose, true);
  }
}

/** What a Node script begins with: `answer(value)` prints it as marked JSON and ends the process. */
export const ANSWER_SCRIPT: string = String.raw`
'use strict';
const answer = (value) => {
  const json = JSON.stringify(value).replace(/[\u007f-\uffff]/g, (character) =>
    '\\u' + ('000' + character.charCodeAt(0).toString(16)).slice(-4));
  let text = '\n';
  for (let at = 0; at < json.length; at += 8000) text += '${MARK}part ' + json.slice(at, at + 8000) + '\n';
  process.stdout.write(text + '${MARK}end\n', () => process.exit(0));
};
`;

function taggedOf(text: string): MarkedLine {
  const [, tag = "", rest = ""] = /^(\S+) ?(.*)$/s.exec(text) ?? [];
  return { tag, rest };
}

function notAnswered(output: string, purpose: string, brokeOff: boolean): Error {
  const printed = output.split("\n").filter((line) => line.trim() !== "" && !line.includes(MARK));
  const last = printed.slice(-SHOWN_LINES).map((line) => maskCredentials(line.trim()).slice(0, SHOWN_CHARACTERS));
  const printedLast = last.map((line) => `it printed: ${line}`);
  if (brokeOff) {
    return failure("image-not-readable", `${purpose}: the answer is not whole`, {
      facts: [ROTATION, ...printedLast],
      next: [choose("--to-migration NAME", "the last migration to keep, so that the image need not be asked")],
    });
  }
  return failure("image-not-readable", `${purpose}: there was no answer`, {
    facts: last.length === 0 ? ["nothing was printed"] : printedLast,
    next: [choose("--tool NAME", "the migration tool, if the image carries another one")],
  });
}

/** The kubelet's `containerLogMaxSize`: "Logging Architecture", log rotation, in the Kubernetes documentation. */
const ROTATION = "the process was ended, or its log was longer than the node keeps (10 MiB unless it is set otherwise)";

const SHOWN_LINES = 5;

const SHOWN_CHARACTERS = 300;
