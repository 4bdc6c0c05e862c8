import type { Io } from "../../src/cli.ts";
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { main } from "../../src/cli.ts";

interface Printed {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe("a run that needs no cluster", () => {
  it("prints the help to standard output", async () => {
    const { exitCode, stdout, stderr } = await run(["--help"]);
    expect([exitCode, stdout.split("\n")[0], stderr]).toEqual([
      0,
      "Usage: kubectl safe-rollback TYPE/NAME | TYPE NAME [flags]",
      "",
    ]);
  });

  it("prints the version alone on its line", async () => {
    const printed = await run(["version"]);
    expect(printed).toEqual({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: "" });
  });

  it("prints the version as a document", async () => {
    const { stdout } = await run(["version", "-o", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      version: expect.stringMatching(/^\d/),
      node: process.versions.node,
      exitCode: 0,
    });
  });

  it("explains a usage error on standard error, and prints no result", async () => {
    expect(await run(["deployment/x", "--namespac", "shop"])).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: [
        "error: unknown flag --namespac",
        "  did you mean --namespace?",
        "next:",
        "  # see every flag",
        "  kubectl safe-rollback --help",
        "",
      ].join("\n"),
    });
  });

  it.each([
    ["-o json", ["pods/x", "-o", "json"], JSON.parse],
    ["-ojson", ["pods/x", "-ojson"], JSON.parse],
    ["--output=json", ["pods/x", "--output=json"], JSON.parse],
    ["-o yaml", ["pods/x", "-o=yaml"], (text: string): unknown => parse(text)],
  ])("prints a usage error as one document with %s", async (_, words, read) => {
    const { exitCode, stdout } = await run(words);
    const document: unknown = read(stdout);
    expect([exitCode, document]).toMatchObject([
      2,
      { format: "safe-rollback.report/v1", plan: null, outcome: "usage", trouble: { code: "usage" }, exitCode: 2 },
    ]);
  });

  it("prints a bug with its stack, without the credentials in it, and asks for a report", async () => {
    const { exitCode, stdout, stderr } = await run(["deployment/x", "-o", "json"], brokenVariables());
    const document: unknown = JSON.parse(stdout);
    expect([
      exitCode,
      document,
      stderr.split("\n").slice(0, 2),
      `${stdout}${stderr}`.includes("hunter2"),
    ]).toMatchObject([
      1,
      { outcome: "unable", trouble: { code: "bug" }, exitCode: 1 },
      [
        "error: this is a bug in kubectl safe-rollback; nothing is known about what was done before it",
        "  Error: at postgres://me:***@db/shop",
      ],
      false,
    ]);
  });

  it("does not mind a reader that went away", async () => {
    const io = ioWith({});
    const exitCode = await main(["version"], io);
    io.stdout.emit("error", Object.assign(new Error("gone"), { code: "EPIPE" }));
    expect(exitCode).toBe(0);
  });
});

async function run(words: readonly string[], variables: Io["variables"] = {}): Promise<Printed> {
  const io = ioWith(variables);
  const exitCode = await main(words, io);
  return { exitCode, stdout: printedOn(io.stdout), stderr: printedOn(io.stderr) };
}

function ioWith(variables: Io["variables"]): Io & { readonly stdout: PassThrough; readonly stderr: PassThrough } {
  return {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    variables,
    signals: new EventEmitter(),
  };
}

function printedOn(stream: NodeJS.ReadableStream): string {
  return stream.read()?.toString() ?? "";
}

/** Nothing we wrote can be expected to fail, so what we are given does. */
function brokenVariables(): Io["variables"] {
  const fail = (): never => {
    throw new Error("at postgres://me:hunter2@db/shop");
  };
  return new Proxy({}, { get: fail });
}
