import type { Progress } from "../model/progress.ts";
import type { Style } from "./style.ts";
import { plain } from "./plain.ts";

/** One line for standard error; a container's log keeps the name of what wrote it. */
export function progressLine(progress: Progress, style: Style): string {
  switch (progress.kind) {
    case "doing":
      return style.faint(`${plain(progress.text)} ...`);
    case "done":
      return `${style.good("done:")} ${plain(progress.text)}`;
    case "warning":
      return `${style.caution("warning:")} ${plain(progress.text)}`;
    case "log":
      return `${style.faint(`[${plain(progress.from)}]`)} ${plain(progress.line)}`;
  }
}
