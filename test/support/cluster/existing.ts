import type { Cluster } from "./cluster.ts";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";

/**
 * The cluster behind SAFE_ROLLBACK_E2E_CONTEXT, which is somebody's own: nothing of it is started or stopped, and the
 * current context plays no part. Restricted users are impersonated.
 */
export async function existingCluster(context: string, directory: string): Promise<Cluster> {
  const hostAddress = required("SAFE_ROLLBACK_E2E_HOST", "the address at which Pods reach this machine");
  const load = loadIntoExisting();
  const kubeconfig = join(directory, "kubeconfig");
  const view = ["config", "view", "--raw", "--minify", "--flatten"];
  const { stdout } = await execa("kubectl", [...view, `--context=${context}`, "--output=json"]);
  await writeFile(kubeconfig, stdout, { mode: 0o600 });
  return {
    kubeconfig,
    hostAddress,
    kubeconfigFor: (user) => writeImpersonating(directory, user),
    load,
    stop: () => rm(directory, { recursive: true, force: true }),
  };
}

/** Loads an image archive as SAFE_ROLLBACK_E2E_LOAD says. */
export function loadIntoExisting(): Cluster["load"] {
  const command = required(
    "SAFE_ROLLBACK_E2E_LOAD",
    'the command that loads an image archive, such as "kind load image-archive"',
  );
  return async (archive) => {
    await execa("sh", ["-c", `${command} "$1"`, "load", archive]);
  };
}

function required(variable: string, meaning: string): string {
  const value = process.env[variable];
  if (value !== undefined && value !== "") return value;
  throw new Error(`SAFE_ROLLBACK_E2E_CONTEXT is set, so ${variable} has to be too: ${meaning}`);
}

async function writeImpersonating(directory: string, user: string): Promise<string> {
  const config = parse(await readFile(join(directory, "kubeconfig"), "utf8")) as {
    readonly users: readonly { readonly name: string; readonly user: object }[];
  };
  const users = config.users.map((entry) => ({ ...entry, user: { ...entry.user, as: user } }));
  const path = join(directory, `kubeconfig-${user.replaceAll(/[^\w.-]/g, "_")}`);
  await writeFile(path, JSON.stringify({ ...config, users }), { mode: 0o600 });
  return path;
}
