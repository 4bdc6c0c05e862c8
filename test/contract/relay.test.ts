import type { DatabaseServer } from "../support/databases.ts";
// The way to a database through an image: what relays in each language do with a real server behind them.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { relayCommands, relayPortIn } from "../../src/kube/relay/command.ts";
import { startPostgres } from "../support/databases.ts";
import { startInstalledMariaDb } from "./installed-mariadb.ts";
import { debianPackages } from "./tools/installed.ts";

/** The programs of an image that has this language and no other. */
const LANGUAGES = [
  { program: "node", at: process.execPath },
  { program: "python3", at: "/usr/bin/python3" },
  { program: "ruby", at: "/usr/bin/ruby" },
  { program: "php", at: "/usr/bin/php" },
  { program: "perl", at: "/usr/bin/perl" },
] as const;

describe("a relay", () => {
  let server: DatabaseServer;
  let maria: DatabaseServer;
  const started: Relay[] = [];

  beforeAll(async () => {
    debianPackages("python3-minimal", "ruby", "php-cli", "perl-base");
    [server, maria] = await Promise.all([startPostgres(), startInstalledMariaDb()]);
  });

  afterEach(() => {
    for (const relay of started.splice(0)) relay.end();
  });

  afterAll(async () => {
    await server.stop();
    await maria.stop();
  });

  const relayTo = async (program: string, to: { host: string; port: number }, idle?: number): Promise<Relay> => {
    const relay = await startRelay(program, to, idle);
    started.push(relay);
    return relay;
  };

  it.each(LANGUAGES)("of $program leads several connections at once to a database", async ({ program }) => {
    const { port } = await relayTo(program, server);
    const clients = [1, 2, 3].map(() => new Client({ ...loginOf(server), port }));
    await Promise.all(clients.map(async (client) => client.connect()));
    const long = "x".repeat(3_000_000);
    const answers = await Promise.all(clients.map(async (client) => client.query("select $1::text as it", [long])));
    await Promise.all(clients.map(async (client) => client.end()));
    expect(answers.map(({ rows }) => (rows as { it: string }[])[0]?.it === long)).toEqual([true, true, true]);
  });

  it.each(LANGUAGES)("of $program takes a connection away when the other end takes it away", async ({ program }) => {
    const { port } = await relayTo(program, server);
    const client = new Client({ ...loginOf(server), port });
    client.on("error", () => undefined);
    await client.connect();
    const gone = new Promise((resolve) => client.once("end", resolve));
    await client.query("select pg_terminate_backend(pg_backend_pid())").catch(() => undefined);
    await gone;
    const again = new Client({ ...loginOf(server), port });
    await again.connect();
    expect((await again.query("select 1 as it")).rows).toEqual([{ it: 1 }]);
    await again.end();
  });

  it.each(LANGUAGES)("of $program hands on what a server says first", async ({ program }) => {
    const { port } = await relayTo(program, maria);
    const socket = connect(port, "127.0.0.1");
    const [greeting] = (await once(socket, "data")) as [Buffer];
    socket.destroy();
    expect(greeting.toString("latin1")).toContain("MariaDB");
  });

  it.each(LANGUAGES)("of $program goes on when nobody answers at the far end", async ({ program }) => {
    const { port, exitCode } = await relayTo(program, { host: "127.0.0.1", port: await closedPort() });
    for (const _ of [1, 2]) {
      const socket = connect(port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.resume();
      await once(socket, "close");
    }
    const last = connect(port, "127.0.0.1");
    await once(last, "connect");
    last.destroy();
    expect(exitCode()).toBeNull();
  });

  it.each(LANGUAGES)("of $program ends when nobody was connected for a while", async ({ program }) => {
    const relay = await relayTo(program, server, 2);
    const client = new Client({ ...loginOf(server), port: relay.port });
    await client.connect();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(relay.exitCode()).toBeNull();
    await client.end();
    expect(await relay.ended).toBe(0);
  });

  it("says what it would need where an image has none of it", async () => {
    await expect(startRelay("nothing", server)).rejects.toThrow(
      "none of node, python3, ruby, php, perl in the image (127)",
    );
  });
});

interface Relay {
  readonly port: number;
  readonly ended: Promise<number | null>;
  exitCode(this: void): number | null;
  end(): void;
}

async function startRelay(program: string, to: { host: string; port: number }, idle?: number): Promise<Relay> {
  const path = mkdtempSync(join(tmpdir(), "relay-"));
  for (const one of LANGUAGES.filter((language) => language.program === program))
    symlinkSync(one.at, join(path, program));
  const [chosenByShell] = relayCommands({ host: to.host, port: to.port }, idle);
  const child = spawn("/bin/sh", chosenByShell?.argv.slice(1) ?? [], {
    env: { PATH: path },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(([code]) => {
    rmSync(path, { recursive: true, force: true });
    return code as number | null;
  });
  return {
    port: await listeningPort(child, ended),
    ended,
    exitCode: () => child.exitCode,
    end: () => void child.kill("SIGKILL"),
  };
}

async function listeningPort(child: ChildProcess, ended: Promise<number | null>): Promise<number> {
  const lines: string[] = [];
  const heard = Promise.withResolvers<number>();
  createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
    lines.push(line);
    const port = relayPortIn(line);
    if (port !== undefined) heard.resolve(port);
  });
  void ended.then((code) => heard.reject(new Error(`${lines.join(" ")} (${code})`)));
  return heard.promise;
}

function loginOf({ host, user, password }: DatabaseServer): object {
  return { host, user, password, database: "postgres" };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
