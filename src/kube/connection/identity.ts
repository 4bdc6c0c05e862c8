import type { KubeFlags } from "./client.ts";
import type { Entry } from "./kubeconfig.ts";
// Impersonation: whom the API server should take us for. "User impersonation" in the Kubernetes documentation.
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { isEntry } from "./kubeconfig.ts";
import { text } from "./server.ts";

/** Impersonation headers by name; several values are several headers, never one joined with commas. */
export type Identity = ReadonlyMap<string, readonly string[]>;

/** @throws usage when a group or uid is asked for without a user, which the API server would refuse */
export function identityOf(flags: KubeFlags, entry: Entry): Identity {
  const user = flags.as ?? text(entry["as"]);
  const uid = flags.asUid ?? text(entry["as-uid"]);
  const groups = flags.asGroup ?? textsIn(entry["as-groups"]);
  const extra = isEntry(entry["as-user-extra"]) ? Object.entries(entry["as-user-extra"]) : [];
  const headers: readonly (readonly [string, readonly string[]])[] = [
    ["Impersonate-User", user === undefined ? [] : [user]],
    ["Impersonate-Uid", uid === undefined ? [] : [uid]],
    ["Impersonate-Group", groups],
    ...extra.map(([key, values]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, textsIn(values)] as const),
  ];
  const given = headers.filter(([, values]) => values.length > 0);
  if (user !== undefined || given.length === 0) return new Map(given);
  throw failure("usage", "a group or uid to impersonate was given without a user", {
    next: [choose("--as USER", "the user to impersonate; groups and uid only add to it")],
  });
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
