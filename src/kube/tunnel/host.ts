// What a host name can mean inside the cluster: "DNS for Services and Pods" in the Kubernetes documentation.
import { isIP } from "node:net";

export type HostMeaning =
  | { readonly kind: "address"; readonly address: string }
  /** `sure` is false where the name may as well be a host outside. */
  | { readonly kind: "service"; readonly namespace: string; readonly name: string; readonly sure: boolean }
  | {
      readonly kind: "pod";
      readonly namespace: string;
      readonly name: string;
      readonly subdomain: string;
      readonly sure: boolean;
    };

/**
 * The meanings of a host for a Pod in `namespace`, in the order in which its resolver would try them. The cluster's
 * domain may be any; without the word `svc` a name of several parts is only a guess.
 */
export function meaningsOf(host: string, namespace: string): readonly HostMeaning[] {
  const name = host.toLowerCase().replace(/\.$/, "");
  const address = name.replace(/^\[(.*)\]$/, "$1");
  if (isIP(address) !== 0) return [{ kind: "address", address }];
  const labels = name.split(".");
  if (!labels.every((label) => DNS_LABEL.test(label))) return [];
  const svc = labels.indexOf("svc", 1);
  return svc > 0 ? underSvc(labels.slice(0, svc)) : guesses(labels, namespace);
}

function underSvc(labels: readonly string[]): readonly HostMeaning[] {
  const [first = "", second, third, ...more] = labels;
  if (second === undefined || more.length > 0) return [];
  if (third === undefined) return [{ kind: "service", name: first, namespace: second, sure: true }];
  return [{ kind: "pod", name: first, subdomain: second, namespace: third, sure: true }];
}

function guesses([first = "", second, third, ...more]: readonly string[], namespace: string): readonly HostMeaning[] {
  if (second === undefined) return [{ kind: "service", name: first, namespace, sure: true }];
  if (more.length > 0) return [];
  if (third !== undefined) return [{ kind: "pod", name: first, subdomain: second, namespace: third, sure: false }];
  return [
    { kind: "pod", name: first, subdomain: second, namespace, sure: false },
    { kind: "service", name: first, namespace: second, sure: false },
  ];
}

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
