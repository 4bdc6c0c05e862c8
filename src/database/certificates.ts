import type { UrlParts } from "./url.ts";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { checkServerIdentity } from "node:tls";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/** How a server's certificate is looked at: not at all, its chain, or its chain and its name. */
export type Verification = "none" | "chain" | "full";

/** Paths as a URL names them; an empty one is not given. */
interface CertificateFiles {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * TLS options that verify for `host` even when the socket leads through a tunnel on this machine.
 * @throws database-refused when a file that the URL names is not on this machine
 */
export function tlsOptions({ host, parameters }: UrlParts, verification: Verification): ConnectionOptions {
  const files = certificateFilesOf(parameters);
  const checksAuthority = verification !== "none" && files.authority !== "" && files.authority !== SYSTEM_AUTHORITIES;
  return {
    rejectUnauthorized: verification !== "none",
    checkServerIdentity: (_, certificate) =>
      verification === "full" ? checkServerIdentity(host, certificate) : undefined,
    ...(isIP(host) === 0 && { servername: host }),
    ...(checksAuthority && { ca: read(files.authority) }),
    ...(files.certificate !== "" && { cert: read(files.certificate) }),
    ...(files.key !== "" && { key: read(files.key) }),
  };
}

export function namesAuthority({ parameters }: UrlParts): boolean {
  return certificateFilesOf(parameters).authority !== "";
}

/** libpq's names first, then those of MySQL's clients. */
function certificateFilesOf(parameters: ReadonlyMap<string, string>): CertificateFiles {
  const first = (...names: readonly string[]): string => names.map((name) => parameters.get(name)).find(Boolean) ?? "";
  return {
    authority: first("sslrootcert", "ssl-ca"),
    certificate: first("sslcert", "ssl-cert"),
    key: first("sslkey", "ssl-key"),
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw failure("database-refused", `the certificate file ${path}, which the database's URL names, cannot be read`, {
      facts: ["the path may exist only inside the container"],
      next: [choose("--database-url-file FILE", "the same URL with paths on this machine")],
    });
  }
}

/** libpq's word for the authorities that the system trusts. */
const SYSTEM_AUTHORITIES = "system";
