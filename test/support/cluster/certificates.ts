import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { API_CLUSTER_IP } from "./network.ts";

/** File names in the directory of certificates. */
export const PKI = {
  authority: "ca.crt",
  authorityKey: "ca.key",
  server: "server.crt",
  serverKey: "server.key",
  serviceAccountKey: "service-account.key",
} as const;

/** A user as the API server sees one: the certificate's common name and organisations. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Makes the authority, the certificate which the API server and the kubelet share, and the key for tokens. */
export async function createAuthority(directory: string, nodeAddress: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // The machine's own openssl.cnf would add extensions of its own.
  await writeFile(join(directory, "openssl.cnf"), "[req]\ndistinguished_name=name\n[name]\n");
  await request(directory, {
    name: "ca",
    subject: "/CN=test-cluster",
    extensions: ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign"],
  });
  const addresses = ["127.0.0.1", nodeAddress, API_CLUSTER_IP].map((address) => `IP:${address}`);
  const names = ["localhost", "kubernetes.default.svc"].map((name) => `DNS:${name}`);
  await request(directory, {
    name: "server",
    subject: "/CN=kube-apiserver",
    extensions: ["extendedKeyUsage=serverAuth", `subjectAltName=${[...addresses, ...names].join(",")}`],
    signed: true,
  });
  const key = join(directory, PKI.serviceAccountKey);
  await execa("openssl", ["genpkey", "-algorithm", "RSA", "-out", key], { stderr: "ignore" });
}

/** Makes a client certificate; returns the file names of certificate and key without their endings. */
export async function createClientCertificate(
  directory: string,
  { user, groups }: Identity,
): Promise<{ readonly certificate: string; readonly key: string }> {
  const subject = [...groups.map((group) => `/O=${group}`), `/CN=${user}`].join("");
  const name = `user-${user.replaceAll(/[^\w.-]/g, "_")}`;
  await request(directory, {
    name,
    subject,
    extensions: ["extendedKeyUsage=clientAuth"],
    signed: true,
  });
  return {
    certificate: join(directory, `${name}.crt`),
    key: join(directory, `${name}.key`),
  };
}

interface Request {
  readonly name: string;
  readonly subject: string;
  readonly extensions: readonly string[];
  readonly signed?: boolean;
}

async function request(directory: string, wanted: Request): Promise<void> {
  const at = (name: string): string => join(directory, name);
  const authority = ["-CA", at(PKI.authority), "-CAkey", at(PKI.authorityKey)];
  await execa("openssl", [
    ...["req", "-x509", "-config", at("openssl.cnf"), "-days", "30", "-nodes"],
    ...["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
    ...["-keyout", at(`${wanted.name}.key`), "-out", at(`${wanted.name}.crt`)],
    ...["-subj", wanted.subject],
    ...wanted.extensions.flatMap((extension) => ["-addext", extension]),
    ...(wanted.signed === true ? authority : []),
  ]);
  await chmod(at(`${wanted.name}.key`), 0o600);
}
