import type { Identity } from "./identity.ts";
import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";
// What the client library leaves out of its requests: impersonated groups and uid, and a time-out for credentials.
import type { KubeConfig } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";

/** Makes every request through this configuration carry the identity, and wait for credentials only so long. */
export function authenticateRequests(config: KubeConfig, identity: Identity, timeoutMs: number | null): void {
  const applyToHttps = config.applyToHTTPSOptions.bind(config);
  config.applyToHTTPSOptions = async (options: RequestOptions) => {
    await withinTime(applyToHttps(options), timeoutMs);
    options.headers = withIdentity(options.headers, identity);
  };
}

/** Several values of a name are several headers, which is how the API server wants groups. */
function withIdentity(headers: RequestOptions["headers"], identity: Identity): OutgoingHttpHeaders {
  const several = [...identity].map(([name, values]): [string, string[]] => [name, [...values]]);
  return { ...(headers as OutgoingHttpHeaders), ...Object.fromEntries(several) };
}

/** A credential plugin is a program that may hang, for instance waiting for a browser. */
async function withinTime<T>(work: Promise<T>, timeoutMs: number | null): Promise<T> {
  if (timeoutMs === null) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(credentialsTooSlow(timeoutMs)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function credentialsTooSlow(timeoutMs: number): Error {
  return failure("cluster-unreachable", `the kubeconfig's credentials were not ready within ${timeoutMs / 1000} s`, {
    facts: ["they come from a program that the kubeconfig names, which may be waiting for a login"],
    next: [run("kubectl get --raw /version", "logs in, if the program asks for it")],
  });
}
