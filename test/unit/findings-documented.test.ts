import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../src/decide/rules/all.ts";

const ROOT = join(import.meta.dirname, "../..");
const RULE_FILES = globSync("src/decide/rules/*.ts", { cwd: ROOT }).map((path) => basename(path, ".ts"));
const [FINDINGS = "", JUDGEMENTS = ""] = readFileSync(join(ROOT, "docs/findings.md"), "utf8").split(/^# Judgements$/m);
const [INTRODUCTION = "", ...CHAPTERS] = FINDINGS.split(/^## /m);

describe("docs/findings.md", () => {
  it("has one heading for every rule, in the order of their names", () => {
    expect(CHAPTERS.map((chapter) => chapter.slice(0, chapter.indexOf("\n")))).toEqual(rules());
  });

  it.each(CHAPTERS.map((chapter) => [chapter.slice(0, chapter.indexOf("\n")), chapter]))(
    "says of %s what it means, what was looked at and what to do",
    (_, chapter) => {
      expect(chapter.match(/^\*\*[^*]+\*\*/gm)).toEqual([
        "**Weight.**",
        "**What it means.**",
        "**What was looked at.**",
        "**What to do.**",
      ]);
    },
  );
});

describe("the rules of judging", () => {
  it("are listed at the top of docs/findings.md, each with a link to its section", () => {
    const sections = [...JUDGEMENTS.matchAll(/^### (.*)$/gm)].map(([, title = ""]) => title);
    const index = INTRODUCTION.slice(INTRODUCTION.indexOf("- **Tables**"));
    const links = [...index.matchAll(/\[([^\]]+)\]\(#([^)]+)\)/g)];
    expect(links.map(([, title]) => title)).toEqual(sections);
    expect(links.map(([, , anchor]) => anchor)).toEqual(
      sections.map((title) => title.replaceAll(",", "").replaceAll(" ", "-")),
    );
  });
});

describe("the rules", () => {
  it("are files named like the findings they make, and all are run", () => {
    expect(Object.keys(RULES).toSorted()).toEqual(rules());
  });
});

function rules(): readonly string[] {
  return RULE_FILES.filter((name) => name !== "all").toSorted();
}
