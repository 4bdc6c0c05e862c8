import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bugText, troubleText } from "../../../src/terminal/error.ts";
import { documentText } from "../../../src/terminal/json.ts";
import { plain, plainValue } from "../../../src/terminal/plain.ts";
import { progressLine } from "../../../src/terminal/progress.ts";
import { PLAIN, styleFor } from "../../../src/terminal/style.ts";

describe("an error on the screen", () => {
  it("says what was seen and what to type next", () => {
    const trouble = {
      code: "workload-not-found",
      summary: "deployment/shop was not found in namespace prod",
      facts: ["deployments there: web,\nworker"],
      next: [
        { kind: "run", command: "kubectl get deployments -n prod", why: "see them all" },
        { kind: "choose", flag: "-n NAMESPACE", why: "look elsewhere" },
        { kind: "edit", what: "the kubeconfig", why: "it names the namespace" },
        { kind: "choose", flag: "-n NAMESPACE", why: "look elsewhere" },
      ],
    } as const;
    expect(troubleText(trouble, PLAIN)).toBe(
      [
        "error: deployment/shop was not found in namespace prod",
        "  deployments there: web,",
        "  worker",
        "next:",
        "  # see them all",
        "  kubectl get deployments -n prod",
        "  pass -n NAMESPACE: look elsewhere",
        "  see to the kubeconfig: it names the namespace",
        "",
      ].join("\n"),
    );
  });

  it("asks for a report when it is a bug, with all that a report needs", () => {
    const text = bugText("TypeError: x is undefined\n    at y (z.js:1:2)", "0.1.0");
    expect(text.split("\n").slice(0, 4)).toEqual([
      "error: this is a bug in kubectl safe-rollback; nothing is known about what was done before it",
      "  TypeError: x is undefined",
      "      at y (z.js:1:2)",
      `  version 0.1.0, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    ]);
  });
});

describe("progress", () => {
  it.each([
    [{ kind: "doing", text: "reading the ledger" }, "reading the ledger ..."],
    [{ kind: "done", text: "read the ledger" }, "done: read the ledger"],
    [{ kind: "warning", text: "an odd annotation" }, "warning: an odd annotation"],
    [
      { kind: "log", from: "myapp-revert-1", line: "Batch 2 \u001B[32mrolled back" },
      "[myapp-revert-1] Batch 2 \\x1b[32mrolled back",
    ],
  ] as const)("of kind $kind is one line", (progress, line) => {
    expect(progressLine(progress, PLAIN)).toBe(line);
  });
});

describe("text from outside", () => {
  it.each([
    ["\u001B[31mred", "\\x1b[31mred"],
    ["a\nb\r\tc", "a\\nb\\r\\tc"],
    ["\u0000\u007F\u009B", "\\x00\\x7f\\x9b"],
    ["safe\u202Etxt.exe", "safe\\u202etxt.exe"],
    ["line\u2028separator", "line\\u2028separator"],
    ["umlauts äöü, 日本, 🐘", "umlauts äöü, 日本, 🐘"],
  ])("%j becomes visible", (text, seen) => expect(plain(text)).toBe(seen));

  it("becomes visible wherever it is in a value", () => {
    expect(plainValue({ a: ["\u001B"], b: { c: "\u0007", d: 1, e: null } })).toEqual({
      a: ["\\x1b"],
      b: { c: "\\x07", d: 1, e: null },
    });
  });
});

describe("a document", () => {
  const value = { name: "a\u009B\u202E\u001Bb", list: [1, null, true], text: "x".repeat(200) };

  it("is one line-ended JSON value, the same as what went in", () => {
    const text = documentText(value, "json");
    expect([JSON.parse(text), text.endsWith("}\n")]).toEqual([value, true]);
  });

  it("holds nothing that steers a terminal, also as JSON", () => {
    expect(documentText(value, "json")).toContain(String.raw`"name": "a\u009b\u202e\u001bb"`);
  });

  it("is one YAML document", () => {
    expect(parse(documentText(value, "yaml"))).toEqual({ ...value, name: String.raw`a\x9b\u202e\x1bb` });
  });
});

describe("colour", () => {
  it.each([
    ["auto, on a terminal", { choice: "auto", variables: {} }, true, true],
    ["auto, in a pipe", { choice: "auto", variables: {} }, false, false],
    ["auto, with NO_COLOR", { choice: "auto", variables: { NO_COLOR: "1" } }, true, false],
    ["auto, with an empty NO_COLOR", { choice: "auto", variables: { NO_COLOR: "" } }, true, true],
    ["auto, on a dumb terminal", { choice: "auto", variables: { TERM: "dumb" } }, true, false],
    ["always, in a pipe with NO_COLOR", { choice: "always", variables: { NO_COLOR: "1" } }, false, true],
    ["never, on a terminal", { choice: "never", variables: {} }, true, false],
  ] as const)("%s", (_, wish, isTTY, colored) => {
    expect(styleFor(wish, { isTTY }).danger("x") !== "x").toBe(colored);
  });
});
