import type { ShellCall } from "./shell-script.ts";

/** What comes after a command that failed: the shell surely goes on, goes on where nothing makes it stop, or may not. */
export type GoesOn = "surely" | "unless-told" | "not-known";

/** @param next the command behind it in the same script */
export function goesOnAfter(call: ShellCall, next: ShellCall | undefined): GoesOn {
  if (next === undefined || call.words[0]?.text === "exec") return "not-known";
  if (call.behind === "||") return isPassedOver(next) ? "surely" : "not-known";
  return call.outermost && !call.asked && isLeft(call, next) ? "unless-told" : "not-known";
}

/** Whether a script says anywhere that a failure is to stop it, or asks how a command ended. */
export function mayStop(text: string): boolean {
  return STOPS.some((pattern) => pattern.test(text));
}

/** Its exit code decides nothing, nor what it printed. */
function isLeft({ behind }: ShellCall, next: ShellCall): boolean {
  if (PIPE.test(behind)) return next.words[0]?.text === "tee" && !PIPE.test(next.behind);
  return behind === ";" || behind === "&";
}

/** `|| true`, `|| echo failed`, and nothing that depends on it. */
function isPassedOver({ bare, words, behind }: ShellCall): boolean {
  return bare && /^(?:true|:|echo|printf)$/.test(words[0]?.text ?? "") && behind === ";";
}

const PIPE = /^\|&?$/;

const STOPS = [
  /^#!.*\s-\w*e|\bset\s+(?:-\S+\s+)*-\w*e|errexit|\btrap\b/m,
  /\$\?|\$\{\?|\$!|PIPESTATUS|pipefail|\bwait\s+["']?[-$%\d]/,
];
