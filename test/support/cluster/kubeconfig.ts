import type { Identity } from "./certificates.ts";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClientCertificate, PKI } from "./certificates.ts";

/**
 * Writes a kubeconfig for one user, who is known to the API server by a client certificate, and returns its path.
 * It holds everything it needs, so it may be copied. `pki` is the directory of certificates.
 */
export async function writeKubeconfig(
  path: string,
  identity: Identity,
  server: { readonly pki: string; readonly address: string },
): Promise<string> {
  const { certificate, key } = await createClientCertificate(server.pki, identity);
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": NAME,
    clusters: [
      {
        name: NAME,
        cluster: {
          server: `https://${server.address}:6443`,
          "certificate-authority-data": await readBase64(join(server.pki, PKI.authority)),
        },
      },
    ],
    users: [
      {
        name: identity.user,
        user: {
          "client-certificate-data": await readBase64(certificate),
          "client-key-data": await readBase64(key),
        },
      },
    ],
    contexts: [{ name: NAME, context: { cluster: NAME, user: identity.user } }],
  };
  // JSON is YAML, which is the form kubectl documents.
  await writeFile(path, `${JSON.stringify(config, undefined, 2)}\n`, { mode: 0o600 });
  return path;
}

async function readBase64(path: string): Promise<string> {
  return (await readFile(path)).toString("base64");
}

const NAME = "safe-rollback";
