// kubectl's own connection flags, with its spelling and its words: see `kubectl options`.
import type { Read } from "../observe/setting-values.ts";
import type { Flag } from "./flag.ts";
import { appended, grouped } from "./flag.ts";

export const KUBECTL_FLAGS: readonly Flag[] = grouped(
  { group: "kubectl", commands: ["rollback", "plan", "history"], repeat: true },
  [
    { syntax: "-n, --namespace <NAME>", meaning: "the workload's namespace" },
    { syntax: "--context <NAME>", meaning: "the kubeconfig context to use" },
    { syntax: "--kubeconfig <FILE>", meaning: "path to the kubeconfig file" },
    { syntax: "--cluster <NAME>", meaning: "the kubeconfig cluster to use" },
    { syntax: "--user <NAME>", meaning: "the kubeconfig user to use" },
    { syntax: "--as <USER>", meaning: "user to impersonate" },
    { syntax: "--as-group <GROUP>", meaning: "group to impersonate; may be repeated", join: appended },
    { syntax: "--as-uid <UID>", meaning: "UID to impersonate" },
    { syntax: "-s, --server <URL>", meaning: "address of the API server" },
    { syntax: "--token <TOKEN>", meaning: "bearer token for the API server", repeat: false },
    { syntax: "--certificate-authority <FILE>", meaning: "certificate authority of the API server" },
    { syntax: "--insecure-skip-tls-verify", meaning: "do not check the API server's certificate" },
    { syntax: "--tls-server-name <NAME>", meaning: "the name to expect in the API server's certificate" },
    { syntax: "--client-certificate <FILE>", meaning: "client certificate for the API server" },
    { syntax: "--client-key <FILE>", meaning: "client key for the API server" },
    { syntax: "--request-timeout <DURATION>", meaning: "how long one request may take, e.g. 30s; 0 is no limit" },
    { syntax: "--cache-dir <DIR>", meaning: "kubectl's cache directory" },
    { syntax: "-v, --v <LEVEL>", meaning: "log level of the kubectl that is called", read: readLevel, repeat: false },
  ],
);

function readLevel(text: string): Read<string> {
  if (/^\d{1,2}$/.test(text)) return { kind: "valid", value: text };
  return { kind: "invalid", allowed: "a whole number, as kubectl takes it" };
}
